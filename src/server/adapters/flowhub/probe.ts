import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import type { AdapterErrorKind } from '../errors.ts'
import {
  counted,
  type ProbeAction,
  type ProbeEnding,
  passed,
  reachSteps,
  runProbe,
} from '../kit/run-probe.ts'
import { API_URL, type FlowhubApi, isClosed } from './client.ts'
import { packageIdentity, productIdentity } from './identity.ts'

/** What to do about a failed step, in the names Flowhub gives its settings. */
const cures: Record<AdapterErrorKind, string> = {
  unreachable: 'Check that this server may open connections to api.flowhub.co, then check again.',
  dns: 'Check the name server of this machine, then check again.',
  timeout: 'Check again in a minute. If it stays slow, ask Flowhub support.',
  tls: 'A proxy between this server and Flowhub may be replacing certificates. Ask whoever runs your network.',
  unauthenticated:
    'Copy both parts again from what Flowhub sent. The pair for Order Ahead is another one than client id and key.',
  token_expired:
    'Flowhub gave a token and then refused it. Ask Flowhub whether the client may read inventory.',
  forbidden: 'Ask Flowhub to allow the inventory endpoints for these credentials.',
  rate_limited: 'Another program is using the same credentials. Check again in a minute.',
  not_found: 'Compare the location id with the one Flowhub shows for this store.',
  invalid_request: 'Nothing you can change in Flowhub. Tell us which step failed.',
  invalid_response:
    'Flowhub answered with something unreadable. Check again in a minute; if it stays, tell us.',
  business_rule: 'Open the store in Flowhub and see whether it is active.',
  compliance: 'Open the store in Flowhub and see whether its licence is active.',
  unavailable: 'Flowhub has a problem of its own. Check again in a few minutes.',
}

/** Checks a connection step by step, in the order in which one needs the other. The list is fetched once for all. */
export function probe(api: FlowhubApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  let rows: unknown[] = []
  const count = (identity: (row: unknown) => string | null) => new Set(rows.map(identity)).size
  const steps: ProbeAction[] = [
    ...reachSteps(new URL(context.baseUrl ?? API_URL), api.reach),
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        await api.signIn()
        return passed('Flowhub accepts the credentials')
      },
    },
    { id: 'permissions', label: 'Find the location', run: () => findLocation(api, context) },
    {
      id: 'products',
      label: 'Read products',
      run: async () => {
        rows = await api.packages()
        return passed(counted(count(productIdentity), 'product'))
      },
    },
    {
      id: 'inventory',
      label: 'Read inventory',
      run: async () => passed(`Stock in ${counted(rows.length, 'row')}`),
    },
    {
      id: 'batches',
      label: 'Read batches',
      run: async () => passed(counted(count(packageIdentity), 'package')),
    },
  ]
  return runProbe(steps, context.clock, (kind) => cures[kind])
}

async function findLocation(api: FlowhubApi, context: AdapterContext): Promise<ProbeEnding> {
  const wanted = context.credentials['locationId'] ?? ''
  const locations = await api.locations().catch((error: unknown) => {
    if (isClosed(error)) return null
    throw error
  })
  if (!locations)
    return { status: 'skipped', detail: 'The list of locations is not open to these credentials' }
  const found = locations.find(({ locationId }) => locationId?.toLowerCase() === wanted.toLowerCase())
  if (found) return passed(`This is "${found.locationName ?? wanted}"`)
  const known = locations
    .slice(0, 12)
    .map(({ locationName, locationId }) => `${locationName} (${locationId})`)
  return {
    status: 'failed',
    detail: 'Flowhub has no location with this id',
    cure: `Use the id of one of these: ${known.join(', ')}.`,
  }
}
