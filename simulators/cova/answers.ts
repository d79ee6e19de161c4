import { jsonReply, type Reply } from '../kit/http.ts'

/** Every service refuses in this shape. */
export function refusal(status: number, Message: string): Reply {
  return jsonReply(status, { Message })
}

/** Older services speak HAL. */
export function halReply(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/hal+json' }, body: JSON.stringify(body) }
}

export const noRecord = () => halReply(404, { Message: 'Resource cannot be found' })
