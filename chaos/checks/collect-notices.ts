import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Cairn } from '../cairn.ts'
import type { ConnectedStore } from '../connect-stores.ts'
import type { Imposture } from '../generators/impostor.ts'
import type { Installation } from '../installation/installation.ts'
import type { NoticeEvidence, Notices, Rows, StoredNotice } from './evidence.ts'

const bodySchema = z.object({ kind: z.string(), value: z.unknown().optional() })

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

/** What was sent, what came to the door and what was kept, each told by its content. */
export async function collectNotices(
  { doorway, simulators }: Installation,
  stores: readonly ConnectedStore[],
  cairn: Cairn,
  rows: Rows,
  impostures: readonly Imposture[],
): Promise<Notices> {
  const sent: NoticeEvidence[] = []
  for (const vendor of new Set(stores.filter(({ notices }) => notices).map((store) => store.vendor))) {
    for (let after = 0; ; ) {
      const { notices } = await simulators.notices(vendor, after)
      const last = notices.at(-1)
      if (!last) break
      after = last.number
      for (const { storeKey, bodySha256, topic, forged, faults, tries } of notices) {
        const store = stores.find((each) => each.vendor === vendor && each.storeKey === storeKey)
        if (store)
          sent.push({
            ...{ connectionId: store.id, bodySha256, topic, faults },
            ...{ forged: forged !== null, tries: tries.length },
          })
      }
    }
  }
  const kept = await rows<Omit<StoredNotice, 'bodySha256'>>(
    `SELECT id, connection_id AS "connectionId", state, error_kind AS "errorKind", duplicates,
            (extract(epoch FROM processed_at - received_at) * 1000)::float8 AS "tookMs"
       FROM webhook_delivery WHERE origin IN ('vendor', 'test')`,
  )
  const stored: StoredNotice[] = []
  for (const notice of kept) {
    // Written by the simulator with JSON.stringify, and so again the same text.
    const { value } = await cairn.query(bodySchema, 'notices.body', { id: notice.id })
    stored.push({ ...notice, bodySha256: sha256(JSON.stringify(value)) })
  }
  const arrived = doorway.seen.flatMap(({ url, body, status }) => {
    const store = stores.find(({ id }) => url.includes(id))
    return store ? [{ connectionId: store.id, bodySha256: sha256(body), status }] : []
  })
  return {
    sent,
    arrived,
    stored,
    impostures: impostures.map(({ connectionId, body, status }) => ({
      connectionId,
      bodySha256: sha256(body),
      status,
    })),
  }
}
