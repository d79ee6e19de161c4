import type { SourceRecord } from '../../model/source-record.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { instant } from './time.ts'

export function toProductRecord(payload: unknown): SourceRecord {
  const { product_id, last_updated_at } = fieldsOf(payload)
  return sourceRecord(product_id, payload, instant(last_updated_at))
}

/** No time of its own: rooms come and go, and when the newest is sold out the newest time left lies in the past. */
export function toStockRecord(payload: unknown): SourceRecord {
  return sourceRecord(fieldsOf(payload)['product_id'], payload, null)
}

export function toPackageRecord(payload: unknown): SourceRecord {
  const { id, packageLabel } = fieldsOf(payload)
  return sourceRecord(id ?? packageLabel, payload, null)
}

export function toCustomerRecord(payload: unknown): SourceRecord {
  const { customer_id, last_update } = fieldsOf(payload)
  return sourceRecord(customer_id, payload, instant(last_update))
}

export function toTicketRecord(payload: unknown): SourceRecord {
  const { ticket_id, last_updated_at } = fieldsOf(payload)
  return sourceRecord(ticket_id, payload, instant(last_updated_at))
}
