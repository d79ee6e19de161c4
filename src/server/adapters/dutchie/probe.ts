import type { ProbeStep } from '../../model/probe.ts'
import type { AdapterContext } from '../contract.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import {
  counted,
  type ProbeAction,
  type ProbeEnding,
  passed,
  reachSteps,
  runProbe,
} from '../kit/run-probe.ts'
import { type DutchieApi, PAGE_SIZE } from './client.ts'
import { unlessClosed } from './join-packages.ts'
import { DUTCHIE_URL } from './manifest.ts'
import { cureFor } from './probe-cures.ts'
import { packageSchema, roomSchema } from './schema.ts'
import { chosenRooms, roomKey } from './settings.ts'

/** Checks a connection step by step, in the order in which one needs the other. Reading steps fetch one page each. */
export function probe(api: DutchieApi, context: AdapterContext): AsyncGenerator<ProbeStep> {
  return runProbe(stepsOf(api, context), context.clock, cureFor)
}

function stepsOf(api: DutchieApi, context: AdapterContext): ProbeAction[] {
  return [
    ...reachSteps(new URL(context.baseUrl ?? DUTCHIE_URL), api.reach),
    {
      id: 'sign_in',
      label: 'Sign in',
      run: async () => {
        const location = await api.signIn()
        return passed(location === null ? 'Dutchie accepts the key' : `The key opens "${location}"`)
      },
    },
    {
      id: 'products',
      label: 'Read products',
      run: async () => passed(atLeast((await api.products(0, null)).length, 'product')),
    },
    { id: 'inventory', label: 'Read inventory', run: () => checkInventory(api, context) },
  ]
}

/** Where the list of rooms is closed, they are known from the packages on one page, which need not be all of them. */
async function checkInventory(api: DutchieApi, context: AdapterContext): Promise<ProbeEnding> {
  const rows = await api.inventory(0)
  const named = (await unlessClosed(api.rooms)).map(
    (room) => roomSchema.safeParse(room).data?.roomName ?? null,
  )
  const stoodIn = rows.flatMap((row) => {
    const { roomQuantities = [] } = parseLeniently(packageSchema, row).record ?? {}
    return roomQuantities.map(({ room }) => room)
  })
  const known = [...named, ...stoodIn].filter((name) => name !== null)
  const rooms = new Map(known.map((name) => [roomKey(name), name]))
  const wanted = chosenRooms(context.settings['rooms'])
  if (rooms.size > 0 && wanted.size > 0 && [...wanted].every((room) => !rooms.has(room))) {
    const names = [...rooms.values()].slice(0, 12).map((name) => `"${name}"`)
    return {
      status: 'failed',
      detail: 'Dutchie has none of the rooms that count',
      cure: `Under "Rooms that count", use the names Dutchie has: ${names.join(', ')}.`,
    }
  }
  const places = rooms.size > 0 ? ` in ${counted(rooms.size, 'room')}` : ''
  return passed(`${atLeast(rows.length, 'package')}${places}`)
}

/** Dutchie doesn't say how many there are in all. */
function atLeast(count: number, noun: string): string {
  return count === PAGE_SIZE ? `${counted(count, noun)} or more` : counted(count, noun)
}
