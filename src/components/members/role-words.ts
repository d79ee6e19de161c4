import type { Role } from '#server/access/permissions.ts'

/** What each role is called and is for. */
export const roleWords: Record<Role, { label: string; detail: string }> = {
  owner: { label: 'Owner', detail: 'Everything, and the only role that can make or change owners.' },
  admin: { label: 'Admin', detail: 'Connects stores, runs syncs, manages stores and members.' },
  ops: { label: 'Ops', detail: 'Watches health and runs syncs; changes no connections.' },
  staff: { label: 'Staff', detail: 'Works with the catalogue; changes no connections.' },
  viewer: { label: 'Viewer', detail: 'Looks at everything, changes nothing.' },
}
