import fc from 'fast-check'
import type { PoolClient } from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { saveCredentials } from '#server/connections/credentials.ts'
import { sealer } from '#server/connections/sealer.ts'
import { keepSigningCredential, replaceWebhookSecret } from '#server/connections/webhook-secret.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { liveChannel } from '#server/events/notify-live.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { fakePos, fakeProducts } from '#server/sync/testing/fake-pos.ts'
import { createConnection } from '#server/sync/testing/sync-world.ts'
import { openBody } from './delivery-body.ts'
import type { WakeWithin } from './insert-deliveries.ts'
import { readStream } from './read-capped.ts'
import { fakeVendor, signatureOf } from './testing/fake-vendor.ts'
import { deliveryRows, makeNothing, receivingLine } from './testing/receiving.ts'

const vendor = fakeVendor(fakePos(fakeProducts(1)))
let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

const refusals = async () =>
  (
    await pool.query<{ reason: string; count: number }>(
      'SELECT reason, sum(count)::int AS count FROM webhook_refusal WHERE connection_id = $1 GROUP BY 1 ORDER BY 1',
      [connectionId],
    )
  ).rows

test('a hundred copies of one delivery at once are kept once and all answered 200; the copies stay visible, and screens are told', async () => {
  const { send, woken } = await receivingLine(pool, connectionId, vendor)
  const told = new Set<string | undefined>()
  const listener = await pool.connect()
  listener.on('notification', ({ payload }) => told.add(payload))
  await listener.query(`LISTEN ${liveChannel}`)
  const notice = {
    key: 'one',
    changes: [
      { kind: 'pointer' as const, entity: 'products' as const, id: 'p0' },
      { kind: 'pointer' as const, entity: 'products' as const, id: 'p0' },
    ],
  }
  const statuses = await Promise.all(Array.from({ length: 100 }, () => send(notice)))
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(await deliveryRows(pool, connectionId)).toMatchObject([
    { key: 'one', origin: 'vendor', state: 'received', duplicates: 99 },
  ])
  expect(woken).toEqual([connectionId])
  const { rows } = await pool.query(
    'SELECT entity, source_id FROM webhook_delivery_record WHERE connection_id = $1',
    [connectionId],
  )
  expect(rows).toEqual([{ entity: 'products', source_id: 'p0' }])
  await expect
    .poll(() => [...told].map((text) => JSON.parse(text ?? '')))
    .toMatchObject([{ topic: 'notice', id: connectionId }])
  listener.release(true)
})

test('whatever keys come in whatever groups, each is kept once and every further one counts as its duplicate', async () => {
  const { send } = await receivingLine(pool, connectionId, vendor)
  const key = fc.constantFrom('a', 'b', 'c', 'd')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(key, { minLength: 1, maxLength: 6 }), { maxLength: 4 }),
      async (groups) => {
        await pool.query('DELETE FROM webhook_delivery WHERE connection_id = $1', [connectionId])
        const model = new Map<string, number>()
        for (const keys of groups) {
          for (const each of keys) model.set(each, (model.get(each) ?? -1) + 1)
          expect(await Promise.all(keys.map((each) => send({ key: each })))).toEqual(keys.map(() => 200))
        }
        const rows = await deliveryRows(pool, connectionId)
        expect(new Map(rows.map((row) => [row.key, row.duplicates]))).toEqual(model)
      },
    ),
    { numRuns: 25, examples: [[[['a', 'a']]]] },
  )
})

test('what is not proved is refused and counted, nothing of it kept, and no connection can be told from none', async () => {
  const { send, receiver, secret } = await receivingLine(pool, connectionId, vendor)
  const text = JSON.stringify({ key: 'x', topic: 'products' })
  const forged = {
    headers: { 'x-fake-signature': signatureOf(`${text} `, secret) },
    read: readStream(new Blob([text]).stream()),
  }
  const refused = [
    await send({}, { secret: 'another tenant’s' }),
    await send({}, { headers: {} }),
    await send({}, forged),
    await send({}, { connectionId: newId() }),
    await send({}, { connectionId: 'no-id' }),
    await send({}, { vendor: 'other' }),
  ]
  expect(refused).toEqual([401, 401, 401, 401, 401, 401])
  const signed = (body: string) => ({
    headers: { 'x-fake-signature': signatureOf(body, secret) },
    read: readStream(new Blob([body]).stream()),
  })
  expect(await send({}, signed('{"no":"notice"}'))).toBe(400)
  expect(await send({}, signed('x'.repeat((1 << 20) + 1)))).toBe(413)
  const answer = await receiver.receive({
    vendor: 'fake',
    connectionId,
    query: new URLSearchParams(),
    ...signed(''),
  })
  expect(answer).toEqual({ status: 400 })
  expect(await deliveryRows(pool, connectionId)).toEqual([])
  await expect.poll(refusals).toEqual([
    { reason: 'signature', count: 3 },
    { reason: 'too_large', count: 1 },
    { reason: 'unreadable', count: 2 },
  ])
})

test('reading stops where a body becomes too large', async () => {
  const { send } = await receivingLine(pool, connectionId, vendor)
  let pulled = 0
  let cancelled = false
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(1 << 18))
    },
    cancel() {
      cancelled = true
    },
  })
  expect(await send({}, { read: readStream(endless) })).toBe(413)
  expect(pulled).toBeLessThan(10)
  expect(cancelled).toBe(true)
})

test('while a secret is replaced both prove a delivery, and the old one no longer when its day is over', async () => {
  let now = new Date()
  const clock = { ...systemClock, now: () => now }
  const { send, owner, secret } = await receivingLine(pool, connectionId, vendor, { clock })
  const fresh = await inTransaction((tx) => replaceWebhookSecret(tx, owner, now), pool)
  now = new Date(now.getTime() + 6_000)
  expect([await send({}, { secret: fresh }), await send({}, { secret })]).toEqual([200, 200])
  now = new Date(now.getTime() + 24 * 3_600_000)
  expect([await send({}, { secret: fresh }), await send({}, { secret })]).toEqual([200, 401])
})

test('a credential that signs notices proves them for an hour after it was replaced, and no longer', async () => {
  const { manifest } = vendor
  const { webhooks } = manifest.capabilities
  const signing = {
    ...vendor,
    manifest: {
      ...manifest,
      capabilities: {
        ...manifest.capabilities,
        webhooks: webhooks && { ...webhooks, secretField: 'appSecret' },
      },
    },
  }
  let now = new Date()
  const clock = { ...systemClock, now: () => now }
  const { send, owner } = await receivingLine(pool, connectionId, signing, { clock })
  const save = (tx: PoolClient, appSecret: string) => saveCredentials(tx, owner, { appSecret })
  await inTransaction((tx) => save(tx, 'old'), pool)
  await inTransaction(async (tx) => {
    await keepSigningCredential(tx, owner, signing.manifest, ['appSecret'], now)
    await save(tx, 'new')
  }, pool)
  const answers = async () => [await send({}, { secret: 'new' }), await send({}, { secret: 'old' })]
  now = new Date(now.getTime() + 3_590_000)
  expect(await answers()).toEqual([200, 200])
  now = new Date(now.getTime() + 11_000)
  expect(await answers()).toEqual([200, 401])
})

test('a delivery is kept byte for byte and sealed, its secrets masked; tests are kept and ignored', async () => {
  const { send, owner, secret, woken } = await receivingLine(pool, connectionId, vendor)
  const text =
    '{"key":"raw", "topic":"products","changes":[{"kind":"pointer","entity":"customers","id":"Zoë"}]}'
  const headers = {
    'x-fake-signature': signatureOf(text, secret),
    authorization: 'Bearer 0123456789abcdef',
    cookie: 'a=b',
    'x-topic': 'products',
  }
  expect(await send({}, { read: readStream(new Blob([text]).stream()), headers })).toBe(200)
  expect(await send({ purpose: 'test' })).toBe(200)
  const [kept, tried] = await deliveryRows(pool, connectionId)
  expect(kept?.headers).toEqual({
    'x-fake-signature': `•••${signatureOf(text, secret).slice(-4)}`,
    authorization: '•••cdef',
    cookie: '•••',
    'x-topic': 'products',
  })
  const { id = '', body } = kept ?? {}
  expect(body?.includes('products')).toBe(false)
  const opened = body && openBody(sealer, { id, organizationId: owner.organizationId }, body)
  expect(opened?.toString()).toBe(text)
  expect(tried).toMatchObject({ origin: 'test', state: 'ignored' })
  expect(woken).toEqual([connectionId])
})

test('a paused connection keeps what comes, a draft and one being removed take nothing', async () => {
  const { send } = await receivingLine(pool, connectionId, vendor)
  await pool.query(`UPDATE connection SET status = 'paused' WHERE id = $1`, [connectionId])
  expect(await send({ changes: [{ kind: 'entity', entity: 'products' }] })).toBe(200)
  for (const status of ['draft', 'removing']) {
    const other = await createConnection(pool)
    await pool.query('UPDATE connection SET status = $2 WHERE id = $1', [other, status])
    const line = await receivingLine(pool, other, vendor)
    expect(await line.send({})).toBe(401)
  }
  expect(await deliveryRows(pool, connectionId)).toMatchObject([{ state: 'received' }])
})

test('what can’t be committed is not answered 200: the vendor sends it again, and then it is kept once', async () => {
  let broken = true
  const wakeWithin: WakeWithin = async (_lines, run) => {
    if (broken) throw new Error('the queue does not answer')
    await run(makeNothing, '[]')
    return []
  }
  const { send } = await receivingLine(pool, connectionId, vendor, { wakeWithin })
  const notice = { key: 'again', changes: [{ kind: 'entity' as const, entity: 'products' as const }] }
  expect(await send(notice)).toBe(503)
  expect(await deliveryRows(pool, connectionId)).toEqual([])
  broken = false
  expect(await send(notice)).toBe(200)
  expect(await deliveryRows(pool, connectionId)).toMatchObject([{ key: 'again', duplicates: 0 }])
})

test('where a job waited already another is put in after the commit: the first may be done without having seen the notice', async () => {
  const seen: number[] = []
  const { send } = await receivingLine(pool, connectionId, vendor, {
    async wakeWithin(lines, run) {
      await run(makeNothing, '[]')
      return lines
    },
    // Past every transaction, as a worker looks.
    wakeAgain: async () => void seen.push((await deliveryRows(pool, connectionId)).length),
  })
  const notice = { key: 'one', changes: [{ kind: 'entity' as const, entity: 'products' as const }] }
  expect(await send(notice)).toBe(200)
  await expect.poll(() => seen).toEqual([1])
  // Of a repetition nobody is to hear.
  expect(await send(notice)).toBe(200)
  expect(await send({ ...notice, key: 'two' })).toBe(200)
  await expect.poll(() => seen).toEqual([1, 2])
})
