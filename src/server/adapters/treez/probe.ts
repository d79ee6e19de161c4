import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { type TreezApi, V2_URL } from './client.ts'
import { cureFor } from './probe-cures.ts'
import { isClosed } from './read.ts'
import { locationKey, parseLocationNames } from './settings.ts'

type Step = { id: ProbeStep['id']; label: string; run: () => Promise<Ending> }
type Ending = Pick<ProbeStep, 'status' | 'detail'> & { cure?: string }

/**
 * Checks a connection step by step, in the order in which one needs the other; after a failure the rest is not tried.
 * Reading steps fetch one page each.
 */
export async function* probe(api: TreezApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  let failed = false
  for (const { id, label, run } of stepsOf(api, context)) {
    const step = { id, label, milliseconds: null, detail: null, cure: null }
    if (failed) {
      yield { ...step, status: 'not_tried' }
      continue
    }
    yield { ...step, status: 'running' }
    const startedAt = context.clock.now().getTime()
    const { cure = null, ...ending } = await run().catch(endingOf)
    yield { ...step, ...ending, cure, milliseconds: context.clock.now().getTime() - startedAt }
    failed = ending.status === 'failed'
  }
}

function stepsOf(api: TreezApi, context: AdapterContext): Step[] {
  const base = new URL(context.baseUrl ?? V2_URL)
  // Name look-up, connection and certificate are one exchange: how it ended tells which of them held.
  let certificate: AdapterError | null = null
  return [
    {
      id: 'reach',
      label: `Reach ${base.host}`,
      run: async () => {
        await api.reach().catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.kind !== 'tls') throw error
          certificate = error
        })
        return passed('The server answers')
      },
    },
    {
      id: 'tls',
      label: 'Secure connection',
      run: async () => {
        if (certificate) throw certificate
        if (base.protocol === 'https:') return passed('The certificate is valid')
        return { status: 'skipped', detail: 'Not encrypted: this address is a simulator on your own machine' }
      },
    },
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        await api.signIn()
        return passed(`Treez accepts the API key of "${context.credentials['dispensary'] ?? ''}"`)
      },
    },
    {
      id: 'products',
      label: 'Read products',
      run: async () => passed(counted(await api.products(1, null), 'product')),
    },
    { id: 'inventory', label: 'Read inventory', run: () => checkInventory(api, context) },
    { id: 'batches', label: 'Read batches', run: () => checkBatches(api) },
  ]
}

async function checkInventory(api: TreezApi, context: AdapterContext): Promise<Ending> {
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
  const places = locations.length > 0 ? ` in ${counted({ records: locations, total: null }, 'location')}` : ''
  return passed(`Stock of ${counted(stock, 'product')}${places}`)
}

async function checkBatches(api: TreezApi): Promise<Ending> {
  try {
    return passed(counted(await api.packages(1), 'package'))
  } catch (error) {
    if (!isClosed(error)) throw error
    return {
      status: 'skipped',
      detail: 'Packages are not open to this key; products and stock work without them',
      cure: 'To see lots and expiry dates, ask Treez partner support to enable the Packages API for the client id.',
    }
  }
}

function passed(detail: string): Ending {
  return { status: 'passed', detail }
}

function endingOf(error: unknown): Ending {
  if (!(error instanceof AdapterError)) throw error
  return { status: 'failed', detail: error.message, cure: cureFor(error.kind) }
}

function counted(page: { records: unknown[]; total: number | null }, noun: string): string {
  const count = page.total ?? page.records.length
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}

function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
