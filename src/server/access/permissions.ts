/** The one table of who may do what. A role has a permission, or it hasn't; stores narrow it further. */
export const roles = ['owner', 'admin', 'staff', 'ops', 'viewer'] as const
export type Role = (typeof roles)[number]

const everyone = roles
const managers = ['owner', 'admin'] as const
const operators = ['owner', 'admin', 'ops'] as const

export const permissions = {
  /** own profile, sessions, password */
  'account.use': everyone,
  'overview.read': everyone,
  'stores.read': everyone,
  'stores.write': managers,
  'connections.read': everyone,
  'connections.write': managers,
  'runs.read': everyone,
  'runs.start': operators,
  /** decides what of a sync that waits is written, and takes back what was */
  'runs.approve': operators,
  /** what the POS sent by itself; of what tells of people, that it came and not what it says */
  'notices.read': everyone,
  /** replay, apply again, ignore, send a test */
  'notices.work': operators,
  'catalog.read': everyone,
  /** create, link or ignore what the POS has and the catalogue doesn't know */
  'review.decide': ['owner', 'admin', 'staff'],
  'health.read': everyone,
  /** people's names and contacts; whoever serves them needs these, whoever watches syncs doesn't */
  'customers.read': ['owner', 'admin', 'staff'],
  'customers.erase': managers,
  /** numbers, products, amounts; who ordered shows only to those who read customers as well */
  'orders.read': everyone,
  'members.read': managers,
  'members.write': managers,
  /** jobs, workers, and what gave up */
  'queue.read': operators,
  'queue.write': operators,
  'simulators.use': operators,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether `role` holds `permission`. */
export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}

/** Every permission of a role, for navigation and buttons. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => may(role, permission))
}
