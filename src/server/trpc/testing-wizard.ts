/** For tests only: the steps of the wizard as a person takes them. Imported after SIMULATORS_URL is set. */
import { openConnection } from '#server/connections/open-session.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { runSync } from '#server/sync/run-sync.ts'
import { callerFor } from './testing.ts'
import type { startTestSimulators } from './testing-simulators.ts'

type Simulators = Awaited<ReturnType<typeof startTestSimulators>>

export const wizardSchedule = {
  everyMinutes: 15,
  entities: ['products' as const, 'inventory' as const, 'batches' as const],
}

/** What one person does with connections of one store. */
export async function createWizard(simulators: Simulators, sessionId: string, storeId: string) {
  const { vendor, signIn } = simulators
  const api = await callerFor(sessionId)
  const [secretField = '', secret = ''] =
    Object.entries(signIn.fields).find(([, value]) => value.includes('key')) ?? []

  const draft = (changed: Record<string, string> = {}) => ({
    storeId,
    vendor,
    name: 'Front counter',
    endpoint: 'simulator' as const,
    signInMethod: signIn.method,
    credentials: { ...signIn.fields, ...changed },
    settings: {},
  })

  async function check(id: string) {
    const snapshots = []
    for await (const snapshot of await api.connections.check({ id })) snapshots.push(snapshot)
    const last = snapshots.at(-1)
    if (!last) throw new Error('the check said nothing')
    return { snapshots, last }
  }

  /** Does a run as a worker would. */
  const execute = (runId: string) =>
    runSync({
      pool,
      open: openConnection,
      clock: systemClock,
      runId,
      signal: new AbortController().signal,
    })

  /** A connection whose first run waits. */
  async function connect(name: string) {
    const { id } = await api.connections.createDraft({ ...draft(), name })
    await check(id)
    const { runId } = await api.connections.activate({ id, schedule: wizardSchedule })
    return { id, runId }
  }

  return { api, secretField, secret, signInMethod: signIn.method, draft, check, execute, connect }
}
