import { describe, expect, test } from 'vitest'
import type { WebhookRequest } from '../webhooks.ts'
import { webhooks } from './webhooks.ts'

const account = { dispensary: 'pine-street' }
const trace = (id: string) => ({ traceparent: `00-${id.padStart(32, '0')}-00000000000000a1-01` })

function request(body: unknown, headers: Record<string, string> = {}): WebhookRequest {
  return { body: Buffer.from(JSON.stringify(body)), headers, query: new URLSearchParams() }
}
const read = (body: unknown, headers?: Record<string, string>) =>
  webhooks.read(request(body, headers), account)
const told = (event_type: string, data: object) =>
  read({ event_type, dispensary_short_name: 'pine-street', data })

const ticket = {
  ticket_id: '7c41ad17-0000-4000-8000-000000000001',
  order_number: 'WUU6SV',
  order_status: 'IN_PROCESS',
  last_updated_at: '2026-11-24T02:00:00.000-08:00',
  items: [{ size_id: 'size-1' }, { size_id: 'size-2' }, { size_id: 'size-1' }],
}

describe('the token', () => {
  test.each(['Bearer SECRET', 'bearer SECRET'])('%s', (authorization) => {
    expect(webhooks.verify(request({}, { authorization }), ['SECRET'])).toBe(true)
  })
  test.each(['SECRET', 'Basic SECRET', 'Bearer secret', 'Bearer SECRET ', 'Bearer', ''])(
    '"%s" proves nothing',
    (authorization) => {
      expect(webhooks.verify(request({}, { authorization }), ['SECRET'])).toBe(false)
    },
  )
})

describe('what a notice says', () => {
  test('a ticket is a record, with the time it was last changed', () => {
    expect(told('TICKET', ticket)).toMatchObject({
      topic: 'TICKET',
      occurredAt: new Date('2026-11-24T10:00:00Z'),
      changes: [
        {
          kind: 'record',
          entity: 'orders',
          record: {
            sourceId: ticket.ticket_id,
            sourceUpdatedAt: new Date('2026-11-24T10:00:00Z'),
            payload: ticket,
          },
        },
      ],
    })
  })

  test('a finished one also points at the stock of what it sold, each once', () => {
    const changes = told('TICKET', { ...ticket, order_status: 'COMPLETED' })?.changes ?? []
    expect(changes.slice(1)).toEqual([
      { kind: 'pointer', entity: 'inventory', sourceId: 'size-1' },
      { kind: 'pointer', entity: 'inventory', sourceId: 'size-2' },
    ])
  })

  test('a status alone points at its ticket, a ticket without its lines too', () => {
    const { items: _, ...partial } = ticket
    for (const data of [{ ticket_id: ticket.ticket_id, order_status: 'CANCELED' }, partial]) {
      expect(told('TICKET_STATUS', data)?.changes).toEqual([
        { kind: 'pointer', entity: 'orders', sourceId: ticket.ticket_id },
      ])
    }
  })

  test('a product points at itself and its stock, for its quantities are not masked as the list’s are', () => {
    expect(told('PRODUCT', { product_id: 'p-1', sellable_quantity: 995 })?.changes).toEqual([
      { kind: 'pointer', entity: 'products', sourceId: 'p-1' },
      { kind: 'pointer', entity: 'inventory', sourceId: 'p-1' },
    ])
  })

  test('a customer is a record where its time stands in it, else pointed at by number or text', () => {
    const customer = { customer_id: '20', last_update: '2026-11-24T02:00:00.000-08:00' }
    expect(told('CUSTOMER', customer)?.changes).toMatchObject([{ kind: 'record', entity: 'customers' }])
    expect(told('CUSTOMER', { customer_id: 20 })?.changes).toEqual([
      { kind: 'pointer', entity: 'customers', sourceId: '20' },
    ])
  })

  test('older stores don’t say which they are, another store’s notice is none', () => {
    expect(read({ event_type: 'TICKET', data: ticket })).not.toBeNull()
    expect(read({ event_type: 'TICKET', dispensary_short_name: 'PINE-STREET', data: ticket })).not.toBeNull()
    expect(read({ event_type: 'TICKET', dispensary_short_name: 'harbor', data: ticket })).toBeNull()
  })

  test('an event nobody knows says nothing', () => {
    expect(told('DISCOUNT', { id: 1 })).toMatchObject({ topic: 'DISCOUNT', changes: [] })
  })
})

describe('what identifies a notice', () => {
  const status = { event_type: 'TICKET_STATUS', data: { ticket_id: 't', order_status: 'IN_PROCESS' } }
  const key = (body: unknown, headers?: Record<string, string>) => read(body, headers)?.deliveryKey

  test('a status that comes back to what it was is another notice, each of its tries the same', () => {
    expect(key(status, trace('1'))).toBe(key(status, trace('1')))
    expect(key(status, trace('1'))).not.toBe(key(status, trace('2')))
  })

  test('a body that tells its time is known by itself', () => {
    const body = { event_type: 'TICKET', data: ticket }
    expect(key(body, trace('1'))).toBe(key(body, trace('2')))
    expect(key(body)).not.toBe(key({ ...body, event_type: 'TICKET_BY_STATUS' }))
  })
})
