import { expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { auditMissed } from './audit-missed.ts'
import { isMissedWords, missedAttention, missedWords } from './missed-attention.ts'
import { reachDetail, reachOfNotices } from './queries/reach-of-notices.ts'
import { insertDelivery, minutesAgo, type NoticeWorld, noticeWorld } from './queries/testing.ts'

/** A run that read these entities, `minutes` ago, and took a minute. */
async function insertReading(of: NoticeWorld, minutes: number, entities: string[], trigger = 'schedule') {
  const id = newId()
  const phases = entities.map((entity) => ({ entity, status: 'done' }))
  await pool.query(
    `INSERT INTO sync_run (id, organization_id, connection_id, mode, trigger, status, phases, queued_at, started_at, ended_at)
     VALUES ($1, $2, $3, 'full', $4, 'succeeded', $5, $6, $6, $7)`,
    [
      id,
      of.organizationId,
      of.connectionId,
      trigger,
      JSON.stringify(phases),
      minutesAgo(minutes),
      minutesAgo(minutes - 1),
    ],
  )
  return id
}

/** Versions of records as a run wrote them; `before`: the payload of the version in front. */
async function insertVersions(
  of: NoticeWorld,
  runId: string,
  entity: string,
  records: { sourceId: string; before: object | null; after: object }[],
) {
  for (const { sourceId, before, after } of records) {
    const recordId = newId()
    await pool.query(
      `INSERT INTO source_record (id, connection_id, entity, source_id, hash, payload, version)
       VALUES ($1, $2, $3, $4, 'h', $5, $6)`,
      [recordId, of.connectionId, entity, sourceId, after, before ? 2 : 1],
    )
    for (const [index, payload] of [...(before ? [before] : []), after].entries()) {
      const isNew = index === (before ? 1 : 0)
      await pool.query(
        `INSERT INTO source_record_version (record_id, version, hash, payload, run_id) VALUES ($1, $2, 'h', $3, $4)`,
        [recordId, index + 1, payload, isNew ? runId : null],
      )
    }
  }
}

test('what a poll found changed and no notice told of counts as missed, in shares by connection and kind of record', async () => {
  const one = await noticeWorld(pool)
  const first = await insertReading(one, 60, ['products', 'batches'])
  await insertVersions(one, first, 'products', [{ sourceId: 'first', before: null, after: {} }])
  const second = await insertReading(one, 30, ['products', 'batches'])
  const changed = { before: { price: 1 }, after: { price: 2 } }
  await insertVersions(one, second, 'products', [
    { sourceId: 'told-late', ...changed },
    { sourceId: 'untold', ...changed },
    { sourceId: 'created', before: null, after: {} },
    { sourceId: 'mapped-anew', before: { a: 1 }, after: { a: 1 } },
  ])
  await insertVersions(one, second, 'batches', [{ sourceId: 'batch', ...changed }])
  const tells = (sourceId: string, minutes: number, outcome?: string) => {
    // Once: the clock goes on between two looks at it.
    const at = minutesAgo(minutes)
    return insertDelivery(pool, one, {
      records: [{ entity: 'products', sourceId, ...(outcome ? { outcome } : {}) }],
      state: outcome ? 'applied' : 'dead',
      occurredAt: at,
      receivedAt: new Date(at.getTime() + 400),
      processedAt: new Date(at.getTime() + 1_000),
    })
  }
  await tells('told-late', 29)
  for (let number = 1; number <= 6; number += 1) await tells(`told-${number}`, 40, 'updated')
  await tells('told-before', 70, 'updated')
  const byNotice = await insertReading(one, 20, ['products'], 'notice')
  await insertVersions(one, byNotice, 'products', [{ sourceId: 'asked-for', ...changed }])
  const running = await insertReading(one, 1, ['products'])
  await insertVersions(one, running, 'products', [{ sourceId: 'too-new', ...changed }])

  for (let time = 1; time <= 2; time += 1)
    await inTransaction((tx) => auditMissed(tx, one.connectionId), pool)
  const { rows } = await pool.query(
    'SELECT run_id AS "runId", entity, changed, missed, source_ids AS "sourceIds" FROM notice_audit WHERE connection_id = $1',
    [one.connectionId],
  )
  // Told: six applied and one that is dead; missed: two. Batches this vendor does not tell of.
  expect(rows).toEqual([
    { runId: second, entity: 'products', changed: 9, missed: 2, sourceIds: ['created', 'untold'] },
  ])
  const [reach] = await reachOfNotices(pool, one.scope)
  expect(reach).toMatchObject({
    changed: 9,
    missed: 2,
    applied: 7,
    sinceHappened: { p50: 1_000, p95: 1_000 },
  })
  expect(reach?.sinceReceived.p50).toBeCloseTo(600)
  expect(await reachDetail(pool, one.connectionId)).toMatchObject({
    topics: [{ topic: 'PRODUCT', applied: 7 }],
    entities: [{ entity: 'products', changed: 9, missed: 2, sourceIds: ['created', 'untold'] }],
  })
  expect(await missedAttention(pool, one.connectionId)).toBeNull()
  expect(missedWords({ changed: 40, missed: 2 })).toBeNull()
  const words = missedWords({ changed: 40, missed: 3 })
  expect(words).toContain('3 of 40 changes of the last 7 days (8 %)')
  expect(isMissedWords(words)).toBe(true)
  expect(isMissedWords('The key was refused.')).toBe(false)
})
