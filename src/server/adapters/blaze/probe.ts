import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from '../kit/list-page.ts'
import {
  counted,
  type ProbeAction,
  type ProbeEnding,
  passed,
  reachSteps,
  runProbe,
} from '../kit/run-probe.ts'
import type { BlazeApi } from './client.ts'
import { BLAZE_URL } from './manifest.ts'
import { cures } from './probe-cures.ts'

const DAY_MS = 86_400_000

/** Checks a connection step by step, in the order in which one needs the other. */
export function probe(api: BlazeApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  const steps: ProbeAction[] = [
    ...reachSteps(new URL(context.baseUrl ?? BLAZE_URL), api.reach),
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        const name = await api.shop().catch(unlessMissing)
        return passed(name === null ? 'BLAZE accepts the sign-in' : `This is "${name}"`)
      },
    },
    {
      id: 'products',
      label: 'Read products',
      run: async () => passed(sizeOf(await api.products(0, 'orders'), 'product')),
    },
    {
      id: 'inventory',
      label: 'Read inventory',
      run: async () => passed(`Stock in ${sizeOf(await api.inventories(0), 'inventory room')}`),
    },
    {
      id: 'orders',
      label: 'Read members and transactions',
      run: () => readPeople(api, context.clock.now()),
    },
  ]
  return runProbe(steps, context.clock, (kind) => cures[kind])
}

/** A shop that doesn't tell its name may still be read. */
function unlessMissing(error: unknown): null {
  if (error instanceof AdapterError && error.kind === 'not_found') return null
  throw error
}

function sizeOf({ records, total }: ListPage, noun: string): string {
  return total === null ? `${counted(records.length, noun)} on the first page` : counted(total, noun)
}

/** Without them products and stock can be read all the same. */
async function readPeople(api: BlazeApi, now: Date): Promise<ProbeEnding> {
  const day = { from: new Date(now.getTime() - DAY_MS), to: now }
  try {
    await api.members(day, 0)
    await api.transactions(day, 0)
    return passed('Members and transactions can be read')
  } catch (error) {
    if (!(error instanceof AdapterError) || error.kind !== 'forbidden') throw error
    return { status: 'skipped', detail: error.message, cure: cures.forbidden }
  }
}
