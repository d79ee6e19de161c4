import type { Pool } from 'pg'
import { openWebhookSecrets } from '#server/connections/webhook-secret.ts'
import { inTransaction } from '#server/db/transaction.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { OpenConnection, OpenedConnection } from '#server/sync/open-connection.ts'
import type { EnqueueRun } from '#server/sync/start-run.ts'
import { answerPrivacy } from './process/answer-privacy.ts'
import { findLine, type ProcessingLine } from './process/find-line.ts'
import { findOpen, nextAttempt, type OpenDelivery } from './process/open-delivery.ts'
import { processBatch } from './process/process-batch.ts'
import { readDeliveries } from './process/read-deliveries.ts'
import { saveVerdicts } from './process/verdict.ts'

export type ProcessNotices = {
  pool: Pool
  open: OpenConnection
  clock: Clock
  /** Uniform in [0, 1). */
  random: () => number
  enqueueRun: EnqueueRun
  connectionId: string
  signal: AbortSignal
}

/**
 * Works on the open notices of a connection until none is left whose turn it is. While the connection is paused they
 * wait. Two at once do no harm: whoever is second finds each delivery done.
 * @returns when the next one that waits is to be tried again; null when none waits
 * @throws what is no delivery's fault: the database, or a connection that can't be opened
 */
export async function processNotices(input: ProcessNotices): Promise<Date | null> {
  const { pool, connectionId, clock, signal } = input
  let opened: OpenedConnection | null = null
  try {
    for (;;) {
      signal.throwIfAborted()
      const line = await findLine(pool, connectionId)
      if (!line) return null
      const deliveries = await findOpen(pool, connectionId, clock.now())
      if (deliveries.length === 0) return await nextAttempt(pool, connectionId)
      opened ??= await input.open({ db: pool, connectionId, signal })
      await workOn(input, line, deliveries, opened)
    }
  } finally {
    await opened?.close()
  }
}

async function workOn(
  input: ProcessNotices,
  { scope, signInMethod }: ProcessingLine,
  deliveries: OpenDelivery[],
  opened: OpenedConnection,
): Promise<void> {
  const { pool } = input
  const { connectionId: id, organizationId } = scope
  const { adapter, sealer } = opened
  const { account } = await openWebhookSecrets(pool, { id, organizationId, signInMethod }, adapter.manifest)
  const read = readDeliveries(deliveries, adapter, account, { sealer, organizationId })
  for (const request of read.privacy) {
    const proved = adapter.manifest.capabilities.webhooks?.proof !== 'address'
    const verdict = await answerPrivacy(pool, scope, request.id, request.changes, proved)
    read.verdicts.set(request.id, verdict)
  }
  if (read.verdicts.size > 0) await inTransaction((tx) => saveVerdicts(tx, read.verdicts), pool)
  if (read.changes.length === 0) return
  const tried = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
  await processBatch({ ...input, scope, opened, tried }, read.changes)
}
