import { expect, test } from 'vitest'
import { AdapterError } from '#server/adapters/errors.ts'
import type { Subscription } from '#server/adapters/webhooks.ts'
import { replaceWebhookSecret } from '#server/connections/webhook-secret.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'
import { fakePos, openFake } from '#server/sync/testing/fake-pos.ts'
import { createConnection } from '#server/sync/testing/sync-world.ts'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { receivingLine } from '../testing/receiving.ts'
import { checkSubscriptions } from './check-subscriptions.ts'

test('what is missing is asked for, what the vendor dropped is made again and counted, and an old secret’s address goes', async () => {
  const connectionId = await createConnection(pool)
  const pos = fakePos([])
  const adapter = fakeVendor(pos, 'address')
  const { owner, secret } = await receivingLine(pool, connectionId, adapter)
  let held: Subscription[] = [{ id: 'theirs', topic: 'products', address: 'https://other.example.test/hook' }]
  let refuses = 'stock'
  const open: OpenConnection = async (options) => {
    const opened = await openFake(pos)(options)
    const subscriptions = {
      list: async () => [...held],
      async subscribe(topic: string, address: string) {
        if (topic === refuses) throw new AdapterError('forbidden', 'The app may not read stock.')
        const made = { id: `s${held.length}`, topic, address }
        held.push(made)
        return made
      },
      async unsubscribe({ id }: Subscription) {
        held = held.filter((each) => each.id !== id)
      },
    }
    return { ...opened, adapter, session: { ...opened.session, subscriptions } }
  }
  const signal = new AbortController().signal
  const appUrl = 'https://cairn.example.test'
  const check = () => checkSubscriptions({ pool, open, clock: systemClock, signal, connectionId, appUrl })
  const addresses = () => held.map(({ topic, address }) => `${topic} ${address}`)
  const rows = async () =>
    (
      await pool.query<{ text: string }>(
        `SELECT topic || ' ' || state || ' ' || remade || ' ' || coalesce(problem, '-') AS text
           FROM webhook_subscription WHERE connection_id = $1 ORDER BY 1`,
        [connectionId],
      )
    ).rows.map(({ text }) => text)
  const ours = (key: string) => `${appUrl}/api/webhooks/fake/${connectionId}?key=${key}`

  expect(await check()).toBe(0)
  expect(addresses()).toEqual(['products https://other.example.test/hook', `products ${ours(secret)}`])
  expect(await rows()).toEqual(['products active 0 -', 'stock refused 0 The app may not read stock.'])

  refuses = ''
  held = held.filter(({ id }) => id === 'theirs')
  expect(await check()).toBe(1)
  expect(await rows()).toEqual(['products active 1 -', 'stock active 0 -'])

  const fresh = await inTransaction((tx) => replaceWebhookSecret(tx, owner, new Date()), pool)
  expect(await check()).toBe(0)
  expect(addresses()).toEqual([
    'products https://other.example.test/hook',
    `products ${ours(fresh)}`,
    `stock ${ours(fresh)}`,
  ])
})
