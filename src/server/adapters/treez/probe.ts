import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import type { ListPage } from '../kit/list-page.ts'
import {
  counted,
  type ProbeAction,
  type ProbeEnding,
  passed,
  reachSteps,
  runProbe,
} from '../kit/run-probe.ts'
import { usesCertificate } from './auth.ts'
import { type TreezApi, V2_URL, V3_URL } from './client.ts'
import { cureFor } from './probe-cures.ts'
import { isClosed } from './read.ts'
import { locationKey, parseLocationNames } from './settings.ts'

/**
 * Checks a connection step by step, in the order in which one needs the other. Reading steps fetch one page each.
 */
export function probe(api: TreezApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  return runProbe(stepsOf(api, context), context.clock, cureFor)
}

function stepsOf(api: TreezApi, context: AdapterContext): ProbeAction[] {
  return [
    ...reachSteps(new URL(context.baseUrl ?? (usesCertificate(context) ? V3_URL : V2_URL)), api.reach),
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        await api.signIn()
        const what = usesCertificate(context) ? 'certificate' : 'API key'
        return passed(`Treez accepts the ${what} of "${context.credentials['dispensary'] ?? ''}"`)
      },
    },
    {
      id: 'products',
      label: 'Read products',
      run: async () => passed(counted(countOf(await api.products(1, null)), 'product')),
    },
    { id: 'inventory', label: 'Read inventory', run: () => checkInventory(api, context) },
    { id: 'batches', label: 'Read batches', run: () => checkBatches(api) },
  ]
}

async function checkInventory(api: TreezApi, context: AdapterContext): Promise<ProbeEnding> {
  const wanted = parseLocationNames(context.settings['locations'])
  const stock = await api.stock(1, null).catch((error: unknown) => {
    if (isClosed(error)) return null
    throw error
  })
  const locations = await api.locationNames().catch((error: unknown) => {
    if (isClosed(error)) return []
    throw error
  })
  const known = new Set(locations.map(locationKey))
  const unknown = wanted.filter((name) => locations.length > 0 && !known.has(locationKey(name)))
  if (unknown.length > 0) {
    return {
      status: 'failed',
      detail: `Treez has no location called ${quoted(unknown)}`,
      cure: `Under "Locations that count", use the names Treez has: ${quoted(locations.slice(0, 12))}.`,
    }
  }
  if (!stock) return passed('Only quantities up to 30: true stock is not open to this key')
  const places = locations.length > 0 ? ` in ${counted(locations.length, 'location')}` : ''
  return passed(`Stock of ${counted(countOf(stock), 'product')}${places}`)
}

async function checkBatches(api: TreezApi): Promise<ProbeEnding> {
  try {
    return passed(counted(countOf(await api.packages(1)), 'package'))
  } catch (error) {
    if (!isClosed(error)) throw error
    return {
      status: 'skipped',
      detail: 'Packages are not open to this key; products and stock work without them',
      cure: 'To see lots and expiry dates, ask Treez partner support to enable the Packages API for the client id.',
    }
  }
}

function countOf(page: ListPage): number {
  return page.total ?? page.records.length
}

function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
