import { setTimeout as delay } from 'node:timers/promises'
import type { History } from '../history.ts'
import { type FaultName, type Field, retryAfterSeconds, strike } from './faults.ts'
import type { Appointment } from './timetable.ts'

/** Keeps every appointment of the table, each at its time. @returns once the last is over, or `signal` is aborted */
export async function keepAppointments(
  table: readonly Appointment<FaultName>[],
  field: Field,
  history: History,
  signal: AbortSignal,
): Promise<void> {
  const began = Date.now()
  await Promise.all(
    table.map(async ({ atMs, fault, holdMs, draw }) => {
      await delay(Math.max(0, began + atMs - Date.now()), undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return
      const operation = history.invoke(fault, { holdMs })
      await strike(fault, field, { holdMs, draw, signal }).then(operation.ok, (error: Error) =>
        // Part of it may have happened: the simulators, say, were restarting.
        operation.info({ error: error.message }),
      )
    }),
  )
}

/** What a vendor says along with a 429, the same all the time, so that calls that come too early can be told. */
export async function prepareVendors({ installation, stores }: Field): Promise<void> {
  await Promise.all(
    stores.map(({ vendor }) =>
      installation.simulators.setFaults(vendor, { retryAfterSeconds, slowMs: 2_000 }),
    ),
  )
}

/** Puts everything right that a fault may have left wrong. */
export async function calm({ installation, stores }: Field): Promise<void> {
  await installation.simulatorsAnswer()
  const { databaseLine, posLine, doorway, simulators } = installation
  for (const line of [databaseLine, posLine]) line.setWeather({ kind: 'clear' })
  doorway.loseAnswers(0)
  const none = {
    serverErrorRate: 0,
    rateLimitRate: 0,
    slowRate: 0,
    cutRate: 0,
    truncateRate: 0,
    htmlRate: 0,
    dropRate: 0,
  }
  for (const { vendor } of stores) await simulators.setFaults(vendor, none)
}
