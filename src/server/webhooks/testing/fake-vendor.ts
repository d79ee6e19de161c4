/** For tests only: the POS in memory, as a vendor that sends notices. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Adapter, Manifest } from '#server/adapters/contract.ts'
import { isOneOf } from '#server/adapters/kit/proof.ts'
import type { NoticeChange, Webhooks } from '#server/adapters/webhooks.ts'
import { syncEntitySchema } from '#server/model/sync.ts'
import { type FakePos, fakeAdapter } from '#server/sync/testing/fake-pos.ts'

/** A notice as this vendor sends it. */
export type FakeNotice = {
  key: string
  topic: string
  at?: string
  purpose?: 'change' | 'test' | 'privacy'
  changes?: {
    kind: NoticeChange['kind']
    entity: z.infer<typeof syncEntitySchema>
    id?: string
    payload?: { id: string; at?: string }
  }[]
}

const noticeSchema = z.object({
  key: z.string(),
  topic: z.string(),
  at: z.iso.datetime().optional(),
  purpose: z.enum(['change', 'test', 'privacy']).default('change'),
  changes: z
    .array(
      z.object({
        kind: z.enum(['record', 'pointer', 'gone', 'entity']),
        entity: syncEntitySchema,
        id: z.string().default(''),
        payload: z.looseObject({ id: z.string(), at: z.string().optional() }).optional(),
      }),
    )
    .default([]),
})

export const signatureOf = (body: string | Buffer, secret: string) =>
  createHmac('sha256', secret).update(body).digest('hex')

const webhooks: Webhooks = {
  verify: ({ body, headers }, secrets) =>
    isOneOf(
      headers['x-fake-signature'] ?? '',
      secrets.map((secret) => signatureOf(body, secret)),
    ),
  read({ body }) {
    let json: unknown
    try {
      json = JSON.parse(body.toString('utf8'))
    } catch {
      return null
    }
    const parsed = noticeSchema.safeParse(json)
    if (!parsed.success) return null
    const { key, topic, at, purpose, changes } = parsed.data
    return {
      deliveryKey: key,
      topic,
      occurredAt: at === undefined ? null : new Date(at),
      purpose,
      changes: changes.map(({ kind, entity, id, payload }): NoticeChange => {
        if (kind === 'entity') return { kind, entity }
        if (kind !== 'record' || !payload)
          return { kind: kind === 'gone' ? kind : 'pointer', entity, sourceId: id }
        const sourceUpdatedAt = payload.at === undefined ? null : new Date(payload.at)
        return { kind, entity, record: { sourceId: payload.id, payload, sourceUpdatedAt } }
      }),
    }
  },
  sample: ({ id, secret }) => {
    const body = JSON.stringify({ key: id, topic: 'test', purpose: 'test' })
    return { body, headers: { 'x-fake-signature': signatureOf(body, secret) } }
  },
}

/** An unsigned vendor's proof is the address, which also says what is told there. */
const byAddress: Webhooks = {
  ...webhooks,
  read: (request, account) => (request.query.has('topic') ? webhooks.read(request, account) : null),
  verify: ({ query }, secrets) => isOneOf(query.get('key') ?? '', secrets),
}

export function fakeVendor(
  pos: FakePos,
  proof: NonNullable<Manifest['capabilities']['webhooks']>['proof'] = 'signature',
): Adapter {
  const adapter = fakeAdapter(pos)
  const { capabilities } = adapter.manifest
  return {
    ...adapter,
    webhooks: proof === 'address' ? byAddress : webhooks,
    manifest: {
      ...adapter.manifest,
      capabilities: {
        ...capabilities,
        webhooks: {
          signedBy: 'HMAC-SHA256 of the body',
          proof,
          secretField: null,
          registeredBy: 'api',
          topics: ['products', 'stock'],
          carries: 'record',
          tellsOf: ['products', 'inventory'],
        },
      },
    },
  }
}
