import { jsonReply, type Reply } from '../kit/http.ts'

/** Success and failure share one envelope. */
export function success(data: unknown): Reply {
  return jsonReply(200, { resultCode: 'SUCCESS', resultReason: null, resultDetail: null, data })
}

export function failure(status: number, resultReason: string, resultDetail: string | null = null): Reply {
  return jsonReply(status, { resultCode: 'FAIL', resultReason, resultDetail, data: null })
}

export const unauthenticated = () => failure(401, 'Full authentication is required to access this resource')

/** A bad call, thrown by the readers of parameters and answered in one place. */
export class Refusal extends Error {
  readonly reply: Reply
  constructor(reply: Reply) {
    super('refused')
    this.reply = reply
  }
}

/** @throws {Refusal} always: HTTP 400 with a FAIL envelope */
export function refuse(resultReason: string, resultDetail: string): never {
  throw new Refusal(failure(400, resultReason, resultDetail))
}
