import { createHash } from 'node:crypto'
import type { Reply, SimRequest } from '../kit/http.ts'
import { refusal } from './answers.ts'

export const demoPartnerKey = 'demo-partner-key'
/** One company and one shop. */
export const demoDeveloperKey = (storeKey: string) => `demo-developer-${storeKey}`
export const demoToken = (storeKey: string) => `demo-token-${storeKey}`

/** A partner that may read neither members nor transactions. */
const counterPartnerKey = 'demo-partner-key-counter'

export type Caller = { storeKey: string; mayReadPeople: boolean }

/** Whose call it is, or the refusal. Keys and tokens are sent as they are and have no end. */
export function callerOf({ headers }: SimRequest, storeKeys: readonly string[]): Caller | Reply {
  const authorization = headers['authorization'] ?? ''
  const [, token] = /^Bearer (.+)$/i.exec(authorization) ?? []
  if (token !== undefined) {
    const storeKey = storeKeys.find((key) => demoToken(key) === token)
    return storeKey === undefined ? refusal(401, 'Invalid token') : { storeKey, mayReadPeople: true }
  }
  const partner = headers['x-api-key'] ?? headers['partner_key']
  if (partner !== demoPartnerKey && partner !== counterPartnerKey) return refusal(401, 'Invalid partner key')
  const storeKey = storeKeys.find((key) => demoDeveloperKey(key) === authorization)
  return storeKey === undefined
    ? refusal(401, 'Invalid PARTNER or Developer API')
    : { storeKey, mayReadPeople: partner === demoPartnerKey }
}

/** Whose budget a call draws on. Never the key itself. */
export function budgetOf({ headers }: SimRequest): string {
  return createHash('sha256')
    .update(headers['authorization'] ?? '')
    .digest('hex')
    .slice(0, 16)
}
