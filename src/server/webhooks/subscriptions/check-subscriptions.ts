import type { Pool } from 'pg'
import { AdapterError } from '#server/adapters/errors.ts'
import type { Subscription, Subscriptions } from '#server/adapters/webhooks.ts'
import { webhookAddress } from '#server/connections/webhook-address.ts'
import { ensureWebhookSecret, openWebhookSecrets } from '#server/connections/webhook-secret.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'
import { loadSubscriptions, type SubscriptionState, saveSubscriptions } from './subscription-rows.ts'

export type CheckSubscriptions = {
  pool: Pool
  open: OpenConnection
  clock: Clock
  signal: AbortSignal
  connectionId: string
  /** Where this installation is reached from outside. */
  appUrl: string
}

type Line = { id: string; organizationId: string; vendor: string; signInMethod: string }

/**
 * Compares what the vendor was asked to tell of with what it should tell of: asks for what is missing at the present
 * address, and takes back what is still sent with a secret that was replaced. A topic the vendor refuses is
 * noted with its reason and holds up no other.
 * @returns how many subscriptions the vendor had dropped and got again
 * @throws {AdapterError} when the vendor can't be asked at all
 */
export async function checkSubscriptions(input: CheckSubscriptions): Promise<number> {
  const { pool, connectionId, appUrl, clock } = input
  const line = await findLine(pool, connectionId)
  if (!line) return 0
  const opened = await input.open({ db: pool, connectionId, signal: input.signal })
  try {
    const { manifest } = opened.adapter
    const { webhooks } = manifest.capabilities
    const { subscriptions } = opened.session
    if (!webhooks || !subscriptions) return 0
    await ensureWebhookSecret(pool, line, manifest)
    const { secrets } = await openWebhookSecrets(pool, line, manifest)
    const secret = webhooks.proof === 'address' ? secrets[0]?.value : undefined
    const address = webhookAddress(appUrl, line, secret)
    const known = await loadSubscriptions(pool, connectionId)
    const held = await subscriptions.list()
    const states: SubscriptionState[] = []
    for (const topic of webhooks.topics)
      states.push(await settleTopic(subscriptions, topic, address, held, known.get(topic)))
    await dropOld(subscriptions, held, address)
    await saveSubscriptions(pool, connectionId, states, clock.now())
    return states.filter(({ remade }) => remade).length
  } finally {
    await opened.close()
  }
}

async function settleTopic(
  subscriptions: Subscriptions,
  topic: string,
  address: string,
  held: readonly Subscription[],
  before: 'active' | 'missing' | 'refused' | undefined,
): Promise<SubscriptionState> {
  const there = held.find((each) => each.topic === topic && each.address === address)
  if (there) return { topic, vendorId: there.id, state: 'active', problem: null, remade: false }
  const moves = held.some((each) => each.topic === topic && isOurs(each.address, address))
  try {
    const { id } = await subscriptions.subscribe(topic, address)
    return { topic, vendorId: id, state: 'active', problem: null, remade: before === 'active' && !moves }
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error
    const refused =
      error.kind === 'forbidden' || error.kind === 'invalid_request' || error.kind === 'business_rule'
    return {
      topic,
      vendorId: null,
      state: refused ? 'refused' : 'missing',
      problem: error.message,
      remade: false,
    }
  }
}

/**
 * What goes to this connection with a secret that was replaced. Whatever else the shop has registered is none of ours.
 */
async function dropOld(
  subscriptions: Subscriptions,
  held: readonly Subscription[],
  address: string,
): Promise<void> {
  for (const each of held) {
    if (each.address === address || !isOurs(each.address, address)) continue
    try {
      await subscriptions.unsubscribe(each)
    } catch (error) {
      // It proves nothing any more: what it sends is refused. The next check tries again.
      if (!(error instanceof AdapterError)) throw error
    }
  }
}

/** By host and path: another installation may work on a copy of this database, and its subscriptions are its own. */
function isOurs(address: string, present: string): boolean {
  if (!URL.canParse(address)) return false
  const [theirs, ours] = [new URL(address), new URL(present)]
  return theirs.origin === ours.origin && theirs.pathname === ours.pathname
}

async function findLine(pool: Pool, connectionId: string): Promise<Line | undefined> {
  const { rows } = await pool.query<Line>(
    `SELECT id, organization_id AS "organizationId", vendor, sign_in_method AS "signInMethod"
       FROM connection WHERE id = $1 AND status = 'active'`,
    [connectionId],
  )
  return rows[0]
}
