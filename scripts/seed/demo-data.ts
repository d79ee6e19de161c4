import type { Role } from '#server/access/permissions.ts'

/** What the demo starts with. The stores carry the names of those the simulators keep. */
export const demoOrganization = 'Juniper & Pine'

const hours = (open: string, close: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ open, close }]]))

export const demoStores = [
  {
    name: 'Pine Street',
    address: '412 Pine Street, Oakland, CA 94607',
    timeZone: 'America/Los_Angeles',
    jurisdiction: 'US-CA',
    customerTypes: 'both',
    openingHours: hours('09:00', '21:00'),
  },
  {
    name: 'Harbor',
    address: '88 Harbor Way, Astoria, OR 97103',
    timeZone: 'America/Los_Angeles',
    jurisdiction: 'US-OR',
    customerTypes: 'adult',
    openingHours: { ...hours('10:00', '20:00'), sun: [{ open: '11:00', close: '18:00' }] },
  },
  {
    name: 'Mission',
    address: '2301 Mission Street, San Francisco, CA 94110',
    timeZone: 'America/Los_Angeles',
    jurisdiction: 'US-CA',
    customerTypes: 'adult',
    openingHours: hours('08:00', '22:00'),
  },
]

/** The connection a first look finds: the sign-in is the simulator's, made up like everything in it. */
export const demoConnection = {
  name: 'Pine Street',
  vendor: 'treez',
  signInMethod: 'api_key',
  credentials: { dispensary: 'pine-street', clientId: 'cairn-demo', apiKey: 'demo-key-pine-street' },
}

export const demoPeople: { email: string; name: string; role: Role; does: string }[] = [
  { email: 'owner@demo.cairn.test', name: 'Olive Park', role: 'owner', does: 'everything' },
  { email: 'admin@demo.cairn.test', name: 'Amir Reyes', role: 'admin', does: 'stores, connections, members' },
  { email: 'staff@demo.cairn.test', name: 'Sofia Lind', role: 'staff', does: 'the catalogue' },
  { email: 'ops@demo.cairn.test', name: 'Theo Okafor', role: 'ops', does: 'syncs, health, simulators' },
  { email: 'viewer@demo.cairn.test', name: 'Vera Novak', role: 'viewer', does: 'looks, changes nothing' },
]

/** Printed by every start: the demo listens on this machine only. */
export const demoPassword = (role: Role) => `stacked-stones-${role}`
