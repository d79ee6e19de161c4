import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import {
  counted,
  type ProbeAction,
  type ProbeEnding,
  passed,
  reachSteps,
  runProbe,
} from '../kit/run-probe.ts'
import type { Access, ShopifyApi } from './client.ts'
import { cureFor } from './probe-cures.ts'
import { askedScopes, missingScopes, neededScopes } from './scopes.ts'
import { entriesOf, nameKey } from './settings.ts'
import { shopUrl } from './shop.ts'
import { API_VERSION } from './version.ts'

/** Checks a connection step by step, in the order in which one needs the other. */
export function probe(api: ShopifyApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  return runProbe(stepsOf(api, context), context.clock, cureFor)
}

function stepsOf(api: ShopifyApi, context: AdapterContext): ProbeAction[] {
  let access: Access | null = null
  const asked = async () => {
    access ??= await api.access()
    return access
  }
  return [
    ...reachSteps(new URL(shopUrl(context.baseUrl, context.credentials['shop'] ?? '')), api.reach),
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        await api.signIn()
        return passed(`Shopify lets the app into "${(await asked()).shop}"`)
      },
    },
    { id: 'version', label: 'API version', run: async () => checkVersion((await asked()).servedVersion) },
    { id: 'permissions', label: 'Access scopes', run: async () => checkScopes((await asked()).scopes) },
    {
      id: 'products',
      label: 'Read products',
      run: async () => passed(counted(await api.productsCount(), 'product')),
    },
    { id: 'inventory', label: 'Read inventory', run: () => checkInventory(api, context) },
    {
      id: 'orders',
      label: 'Read customers and orders',
      run: async () => checkPeople(api, (await asked()).scopes),
    },
  ]
}

/** A version that is gone is answered by the oldest there is, silently but for a header. */
function checkVersion(served: string | null): ProbeEnding {
  if (served === null || served === API_VERSION) return passed(`Shopify answers in ${API_VERSION}`)
  return {
    status: 'skipped',
    detail: `Shopify no longer has version ${API_VERSION} and answers in ${served}: fields may be missing or mean something else`,
    cure: 'Update Cairn. Until then compare what it shows with the shop.',
  }
}

function checkScopes(granted: string[]): ProbeEnding {
  const missing = missingScopes(askedScopes, granted)
  if (missing.length === 0) return passed(`All ${askedScopes.length} that Cairn asks for`)
  const needed = missingScopes(neededScopes, granted).length > 0
  return {
    status: needed ? 'failed' : 'skipped',
    detail: `The app may not ${missing.join(', ')}`,
    cure: `In the Dev Dashboard give the app ${missing.join(', ')}, and install it again.`,
  }
}

async function checkInventory(api: ShopifyApi, { settings }: AdapterContext): Promise<ProbeEnding> {
  const { nodes } = await api.locations(null)
  const names = nodes.map((node) => String(Object(node).name ?? ''))
  const known = new Set(names.map(nameKey))
  const unknown = entriesOf(settings['locations']).filter((name) => !known.has(nameKey(name)))
  if (unknown.length === 0) return passed(`Stock in ${counted(names.length, 'location')}`)
  return {
    status: 'failed',
    detail: `Shopify has no location called ${quoted(unknown)}`,
    cure: `Under "Locations that count", use the names Shopify has: ${quoted(names.slice(0, 12))}.`,
  }
}

async function checkPeople(api: ShopifyApi, granted: string[]): Promise<ProbeEnding> {
  const missing = missingScopes(['read_customers', 'read_orders'], granted)
  if (missing.length > 0) {
    return {
      status: 'skipped',
      detail: `Closed to this app, which may not ${missing.join(', ')}; products and stock work without them`,
      cure: `In the Dev Dashboard give the app ${missing.join(', ')}, and install it again.`,
    }
  }
  await api.list('customers', null, null, false)
  const { nodes, pageInfo } = await api.list('orders', null, null, true)
  return passed(
    nodes.length === 0
      ? 'No orders yet'
      : `${pageInfo.hasNextPage ? 'More than ' : ''}${counted(nodes.length, 'order')}`,
  )
}

function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
