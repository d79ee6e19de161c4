import { z } from 'zod'
import { decimal, list, text } from '../kit/scalars.ts'

/** Customers and orders as the shop answers them; every field may be absent. */

export const customerSchema = z.object({
  customer_id: text,
  email: text,
  firstname: text,
  lastname: text,
  dob: text,
  created_at: text,
  updated_at: text,
  group_id: text,
  joined: z
    .object({
      group: text,
      addresses: list(
        z.object({
          city: text,
          country_id: text,
          postcode: text,
          region: text,
          street: text,
          telephone: text,
          is_default_billing: text,
        }),
      ),
    })
    .nullish(),
})
export type OpenMageCustomer = z.infer<typeof customerSchema>

export const orderSchema = z.object({
  increment_id: text,
  created_at: text,
  updated_at: text,
  customer_id: text,
  status: text,
  state: text,
  order_currency_code: text,
  shipping_method: text,
  subtotal: decimal,
  discount_amount: decimal,
  tax_amount: decimal,
  grand_total: decimal,
  items: z
    .object({
      complexObjectArray: list(
        z.object({
          item_id: text,
          product_id: text,
          product_type: text,
          sku: text,
          name: text,
          qty_ordered: decimal,
          price: decimal,
          discount_amount: decimal,
          row_total: decimal,
        }),
      ),
    })
    .nullish(),
  status_history: z
    .object({ complexObjectArray: list(z.object({ created_at: text, status: text })) })
    .nullish(),
})
export type OpenMageOrder = z.infer<typeof orderSchema>
