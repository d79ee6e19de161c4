import { createHash } from 'node:crypto'
import type { SentNotice } from './types.ts'

/** A body with the hash by which a test bench finds it again at its receiver. */
export function newBody(body: string): Pick<SentNotice, 'body' | 'bodySha256'> {
  return { body, bodySha256: createHash('sha256').update(body).digest('hex') }
}
