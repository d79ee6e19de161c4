import { z } from 'zod'
import { decimal, flag, list, records, text } from '../kit/scalars.ts'

/** Customers and tickets as Treez answers them; every field may be absent. */

export const customerSchema = z.object({
  // Text on customers, a number on tickets.
  customer_id: text,
  first_name: text,
  last_name: text,
  birthday: text,
  email: text,
  phone: text,
  status: text,
  banned: flag,
  patient_type: text,
  drivers_license: text,
  drivers_license_expiration: text,
  state_medical_id: text,
  permit_expiration: text,
  // null or the text "true".
  opt_out: flag,
  rewards_balance: decimal,
  signup_date: text,
  last_update: text,
  addresses: list(
    z.object({
      type: text,
      street1: text,
      street: text,
      street2: text,
      city: text,
      state: text,
      zip: text,
      country: text,
    }),
  ),
})
export type TreezCustomer = z.infer<typeof customerSchema>

export const ticketSchema = z.object({
  ticket_id: text,
  order_number: text,
  external_order_number: text,
  order_status: text,
  payment_status: text,
  type: text,
  customer_id: text,
  ticket_patient_type: text,
  date_created: text,
  last_updated_at: text,
  date_closed: text,
  sub_total: decimal,
  discount_total: decimal,
  tax_total: decimal,
  total: decimal,
  items: list(
    z.object({
      id: text,
      size_id: text,
      product_id: text,
      product_size_name: text,
      quantity: decimal,
      price_sell: decimal,
      price_total: decimal,
    }),
  ),
})
export type TreezTicket = z.infer<typeof ticketSchema>

/** Known by its id: a damaged list must not be taken for one customer, which would make all others look deleted. */
const oneCustomer = z.looseObject({ customer_id: z.union([z.string(), z.number()]) })

/** A list in v2, a single object in examples of v3. */
export const customerPageSchema = z.object({
  data: z.union([records, oneCustomer.transform((one) => [one])]),
  totalElements: z.number().nullish(),
})

/** Ticket lists have an envelope of their own. */
export const ticketPageSchema = z.object({ ticketList: records, totalElements: z.number().nullish() })

/** One ticket asked for by its id. */
export const oneTicketSchema = z.object({ data: z.looseObject({ ticket_id: z.unknown() }) })
