import type { Role } from './permissions.ts'

/** Who is asking, as the session row and the membership say at this moment. */
export type Identity = {
  session: { id: string; userId: string }
  user: { id: string; name: string; email: string }
  membership: Membership
}

/** A person's place in an organisation. `storeIds` null: every store, also those still to come. */
export type Membership = {
  id: string
  organizationId: string
  organizationName: string
  role: Role
  storeIds: string[] | null
}
