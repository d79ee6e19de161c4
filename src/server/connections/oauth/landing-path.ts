import type { SignInEnding } from './finish-sign-in.ts'

/** Where a person goes on who has come back from a vendor's page: in the wizard for a draft, else to the sign-in card. */
export function landingPath({ connection, problem }: SignInEnding): string {
  const query = new URLSearchParams()
  if (connection === null || connection.status === 'draft') {
    if (connection !== null) query.set('draft', connection.id)
    if (connection !== null) query.set('step', problem === null ? 'check' : 'credentials')
    if (problem !== null) query.set('problem', problem)
    return `/connections/new?${query}`
  }
  query.set('tab', 'settings')
  if (problem === null) query.set('signedIn', 'true')
  else query.set('problem', problem)
  return `/connections/${connection.id}?${query}`
}
