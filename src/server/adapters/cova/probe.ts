import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import { counted, type ProbeEnding, passed, reachSteps, runProbe } from '../kit/run-probe.ts'
import { usesApiKey } from './auth.ts'
import { API_URL, type CovaApi, isClosed, PAGE_SIZE, type ProductPage } from './client.ts'
import { cureFor } from './probe-cures.ts'
import { read } from './read.ts'

/** Checks a connection step by step, in the order in which one needs the other. Reading steps fetch one page each. */
export function probe(api: CovaApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  return runProbe(
    [
      ...reachSteps(new URL(context.baseUrl ?? API_URL), api.reach),
      {
        id: 'sign_in',
        label: 'Sign in',
        run: async () => {
          await api.signIn()
          return passed(`COVA accepts the ${usesApiKey(context) ? 'API key' : 'API user'}`)
        },
      },
      { id: 'permissions', label: 'Find the store', run: () => findLocation(api, context) },
      {
        id: 'products',
        label: 'Read products',
        run: async () => passed(firstPage(await api.products(0, null))),
      },
      { id: 'inventory', label: 'Read inventory', run: () => checkInventory(api, context) },
    ],
    context.clock,
    cureFor,
  )
}

async function findLocation(api: CovaApi, context: AdapterContext): Promise<ProbeEnding> {
  const wanted = context.credentials['locationId'] ?? ''
  const locations = await api.locations().catch((error: unknown) => {
    if (isClosed(error)) return null
    throw error
  })
  if (!locations) return { status: 'skipped', detail: 'The list of locations is not open to this sign-in' }
  const found = locations.find(({ id }) => id === wanted)
  if (found) return passed(`Location ${wanted} is "${found.name}"`)
  const known = locations.slice(0, 12).map(({ id, name }) => `${id} (${name})`)
  return {
    status: 'failed',
    detail: `This company has no location ${wanted}`,
    cure: `Use the id of one of its locations: ${known.join(', ') || 'none are listed; compare the company id'}.`,
  }
}

async function checkInventory(api: CovaApi, context: AdapterContext): Promise<ProbeEnding> {
  const source = context.settings['stockSource']
  if (source !== 'availability') return passed(`Stock of ${firstPage(await api.stock(0, null))}`)
  const everything = { mode: 'full', cursor: null, since: null } as const
  const pages = read(api, 'inventory', everything, { stockSource: source, now: context.clock.now() })
  const first = await pages.next()
  return passed(`Stock of ${counted(first.done ? 0 : first.value.records.length, 'product')}`)
}

/** COVA doesn't say how many there are in all. */
function firstPage({ Products }: ProductPage): string {
  return `${counted(Products.length, 'product')}${Products.length < PAGE_SIZE ? '' : ' or more'}`
}
