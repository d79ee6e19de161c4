import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import {
  counted,
  type ProbeAction,
  type ProbeEnding,
  passed,
  reachSteps,
  runProbe,
} from '../kit/run-probe.ts'
import { fieldsOf } from '../kit/source-record.ts'
import { addressOf, type OpenMageApi } from './client.ts'
import { cureFor } from './probe-cures.ts'

/** Checks a connection step by step, in the order in which one needs the other. */
export function probe(api: OpenMageApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  return runProbe(stepsOf(api, context), context.clock, cureFor)
}

const DAY_MS = 86_400_000

function stepsOf(api: OpenMageApi, context: AdapterContext): ProbeAction[] {
  const address = addressOf(context)
  const yesterday = () => ({ since: new Date(context.clock.now().getTime() - DAY_MS), after: '' })
  return [
    ...reachSteps(URL.canParse(address) ? new URL(address) : new URL('https://shop.invalid'), api.reach),
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        await api.signIn()
        return passed(`The shop accepts the API user "${context.credentials['user'] ?? ''}"`)
      },
    },
    {
      id: 'products',
      label: 'Read products',
      run: async () => {
        await api.categories()
        return passed(counted((await api.products({ since: null, after: '' })).length, 'product'))
      },
    },
    { id: 'inventory', label: 'Read inventory', run: () => checkStock(api) },
    {
      id: 'orders',
      label: 'Read orders',
      run: unlessClosed('orders', async () => {
        const orders = await api.orders(yesterday().since)
        return passed(`${counted(orders.length, 'order')} since yesterday`)
      }),
    },
    {
      id: 'permissions',
      label: 'Read customers',
      run: unlessClosed('customers', async () => {
        await api.customerGroups()
        return passed(
          `${counted((await api.customers(yesterday())).length, 'customer')} changed since yesterday`,
        )
      }),
    },
  ]
}

async function checkStock(api: OpenMageApi): Promise<ProbeEnding> {
  const [first] = await api.products({ since: null, after: '' })
  if (first === undefined) return passed('There are no products whose stock could be read')
  const { sku, product_id: id } = fieldsOf(first)
  await api.stock([String(sku ?? id)])
  return passed('Stock can be read')
}

/** Products and stock work without people. */
function unlessClosed(what: string, run: () => Promise<ProbeEnding>): () => Promise<ProbeEnding> {
  return async () => {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof AdapterError) || error.kind !== 'forbidden') throw error
      return {
        status: 'skipped',
        detail: `The role of the API user may not read ${what}; products and stock work without them`,
        cure: cureFor('forbidden'),
      }
    }
  }
}
