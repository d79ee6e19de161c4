import { describe, expect, test } from 'vitest'
import type { WebhookRequest } from '../webhooks.ts'
import { withoutTopic, withTopic } from './topic-address.ts'
import { webhooks } from './webhooks.ts'

const address = 'https://cairn.example.test/api/webhooks/blaze/c-1?key=SECRET'
function request(topic: string, body: unknown): WebhookRequest {
  const query = new URL(topic === '' ? address : withTopic(address, topic)).searchParams
  return { body: Buffer.from(JSON.stringify(body)), headers: {}, query }
}
const read = (topic: string, body: unknown) => webhooks.read(request(topic, body), {})

test('the address alone proves a notice', () => {
  expect(webhooks.verify(request('UPDATE_PRODUCT', {}), ['SECRET'])).toBe(true)
  expect(webhooks.verify(request('UPDATE_PRODUCT', {}), ['SECRE'])).toBe(false)
  expect(webhooks.verify({ ...request('', {}), query: new URLSearchParams() }, [''])).toBe(false)
})

test('an address carries its topic and is the same without', () => {
  const told = withTopic(address, 'UPDATE_PRODUCT')
  expect(new URL(told).searchParams.get('topic')).toBe('UPDATE_PRODUCT')
  expect(withoutTopic(told)).toBe(address)
  expect(withoutTopic('no address')).toBe('no address')
})

describe('what a notice says', () => {
  test.each([
    ['UPDATE_PRODUCT', { id: 'a1', modified: 1_790_000_000_000 }, ['products a1', 'inventory a1'], null],
    ['NEW_MEMBER', { id: 'm1', modified: 1_790_000_000_000 }, ['customers m1'], 1_790_000_000_000],
    ['COMPLETE_TRANSACTION', { id: 't1', modified: 1_790_000_000_000 }, ['orders t1'], 1_790_000_000_000],
    ['UPDATE_CONSUMER_ORDER', { consumerOrderNo: '7', transactionId: 't1' }, ['orders t1'], null],
    ['UPDATE_CONSUMER_ORDER', { consumerOrderNo: '7', orderStatus: 'Placed' }, ['orders'], null],
    ['UPDATE_CONSUMER_USER', { consumerId: 'c1' }, ['customers'], null],
    ['UPDATE_PRODUCT', { name: 'no id' }, ['products', 'inventory'], null],
    ['SOMETHING_NEW', { id: 'x' }, [], null],
  ])('%s of %j', (topic, body, expected, at) => {
    const notice = read(topic, body)
    const changes = notice?.changes.map((change) =>
      change.kind === 'pointer' ? `${change.entity} ${change.sourceId}` : change.entity,
    )
    expect(changes).toEqual(expected)
    expect(notice?.occurredAt?.getTime() ?? null).toBe(at)
  })

  test('the same object told as something else is another notice', () => {
    const body = { id: 't1' }
    const keys = ['UPDATE_TRANSACTION', 'COMPLETE_TRANSACTION'].map((topic) => read(topic, body)?.deliveryKey)
    expect(new Set(keys).size).toBe(2)
  })

  test('at an address without a topic only our own trial is understood', () => {
    expect(read('', { id: 'a1' })).toBeNull()
    expect(read('', { test: 'cairn', id: '1' })).toMatchObject({ purpose: 'test', changes: [] })
  })
})
