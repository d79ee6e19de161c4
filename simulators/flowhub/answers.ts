import { jsonReply, type Reply } from '../kit/http.ts'

export function listed(data: unknown): Reply {
  return jsonReply(200, { status: 200, data })
}

export function refusal(status: number, message: string): Reply {
  return jsonReply(status, { status, message })
}
