import type { QueryScope } from '#server/access/query-scope.ts'
import type { Manifest } from '#server/adapters/contract.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { webhookAddress } from '#server/connections/webhook-address.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { mostOfARun } from '#server/ingest/virtual-notices.ts'

export type NoticeSetup = {
  vendorName: string
  /** How this vendor sends notices; null: it sends none. */
  webhooks: NonNullable<Manifest['capabilities']['webhooks']> | null
  /** What a credential that proves notices is called, where one does. */
  secretLabel: string | null
  /** Where notices go, without the key of addresses that prove them. */
  address: string
  /** False when no POS on the internet can reach the address: not https, or this machine's own name. */
  reachable: boolean
  /** When the secret was made; `previousUntil`: the one before it is still taken. */
  secret: { setAt: Date; previousUntil: Date | null } | null
  subscriptions: {
    topic: string
    state: 'active' | 'missing' | 'refused'
    problem: string | null
    remade: number
    checkedAt: Date
  }[]
  lastNoticeAt: Date | null
  lastTestAt: Date | null
  /** Turned away in the last 24 hours. */
  refusals: { reason: string; count: number; lastAt: Date }[]
  /** The shortest interval at which it is polled; null: only at set times, or by hand. */
  pollsEveryMinutes: number | null
  /** Changes of a kind one sync makes notices of, where the vendor sends none. */
  foundOfASync: number
}

type Facts = Pick<NoticeSetup, 'lastNoticeAt' | 'lastTestAt' | 'pollsEveryMinutes'> & {
  setAt: Date | null
  previousUntil: Date | null
}

/**
 * Everything needed to set up a connection's notices but the secret itself.
 * @throws {AppError} not_found
 */
export async function noticeSetup(
  db: Queryable,
  scope: QueryScope,
  connectionId: string,
  appUrl: string,
): Promise<NoticeSetup> {
  const connection = await findConnection(db, scope, connectionId)
  const { manifest } = adapterFor(connection.vendor)
  const { webhooks } = manifest.capabilities
  const [facts, subscriptions, refusals] = await Promise.all([
    findFacts(db, connectionId),
    db.query<NoticeSetup['subscriptions'][number]>(
      `SELECT topic, state, problem, remade, checked_at AS "checkedAt" FROM webhook_subscription
        WHERE connection_id = $1 ORDER BY state = 'active', topic`,
      [connectionId],
    ),
    db.query<NoticeSetup['refusals'][number]>(
      `SELECT reason, sum(count)::int AS count, max(last_at) AS "lastAt" FROM webhook_refusal
        WHERE connection_id = $1 AND hour > now() - interval '1 day' GROUP BY 1 ORDER BY 2 DESC`,
      [connectionId],
    ),
  ])
  const { setAt, previousUntil, ...times } = facts
  const method = manifest.signInMethods.find(({ id }) => id === connection.signInMethod)
  const address = webhookAddress(appUrl, connection)
  return {
    vendorName: manifest.name,
    webhooks,
    secretLabel: method?.fields.find(({ name }) => name === webhooks?.secretField)?.label ?? null,
    address,
    reachable: isReachable(new URL(address)),
    secret: setAt && { setAt, previousUntil },
    subscriptions: subscriptions.rows,
    refusals: refusals.rows,
    foundOfASync: mostOfARun,
    ...times,
  }
}

const isReachable = ({ protocol, hostname }: URL) =>
  protocol === 'https:' && hostname !== 'localhost' && hostname.includes('.') && !/^(127|10)\./.test(hostname)

async function findFacts(db: Queryable, connectionId: string): Promise<Facts> {
  const newest = (origin: string) =>
    `(SELECT received_at FROM webhook_delivery
       WHERE connection_id = $1 AND origin = '${origin}' ORDER BY received_at DESC LIMIT 1)`
  const { rows } = await db.query<Facts>(
    `SELECT ${newest('vendor')} AS "lastNoticeAt", ${newest('test')} AS "lastTestAt",
            (SELECT updated_at FROM connection_secret WHERE connection_id = $1 AND name = 'webhook') AS "setAt",
            (SELECT expires_at FROM connection_secret
              WHERE connection_id = $1 AND name = 'webhook_previous' AND expires_at > now()) AS "previousUntil",
            (SELECT min((rule->>'everyMinutes')::float8) FROM sync_schedule
              WHERE connection_id = $1 AND NOT paused) AS "pollsEveryMinutes"`,
    [connectionId],
  )
  const [facts] = rows
  if (!facts) throw new Error('a statement without FROM has a row')
  return facts
}
