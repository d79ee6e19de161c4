import { z } from 'zod'
import { decimal, flag, list, records, text } from '../kit/scalars.ts'

/** Customers and sales as Flowhub answers them; every field may be absent. */

export const customerSchema = z.object({
  id: text,
  name: text,
  type: text,
  birthDate: text,
  email: text,
  phone: text,
  state: text,
  streetAddress1: text,
  streetAddress2: text,
  city: text,
  zip: text,
  country: text,
  medId: text,
  medIdExpiration: text,
  stateId: text,
  stateIdExpiration: text,
  loyaltyPoints: decimal,
  consentsToPromotionalEmail: flag,
  consentsToPromotionalSMS: flag,
  createdAt: text,
  updatedAt: text,
})
export type FlowhubCustomer = z.infer<typeof customerSchema>

/** Amounts are cents. */
export const saleSchema = z.object({
  id: text,
  orderStatus: text,
  orderType: text,
  voided: flag,
  customerId: text,
  customerType: text,
  createdAt: text,
  completedOn: text,
  itemsInCart: list(
    z.object({
      id: text,
      parentProductId: text,
      variantId: text,
      productName: text,
      quantity: decimal,
      unitPrice: decimal,
      totalPrice: decimal,
      unitOfWeight: text,
    }),
  ),
  totals: z
    .object({ SubTotal: decimal, TotalDiscounts: decimal, TotalTaxes: decimal, FinalTotal: decimal })
    .nullish(),
})
export type FlowhubSale = z.infer<typeof saleSchema>

/** Without an id it is something else, an error for instance, and would come again on every page. */
const one = z.looseObject({ id: z.union([z.string(), z.number()]) }).transform((record) => [record])

/** The specification says one customer where a list is meant; some answers wrap it like every other list. */
export const customerPageSchema = z.object({ data: z.union([records, one]) }).transform(({ data }) => data)
export const customerListSchema = z.union([records, customerPageSchema, one])

export const saleListSchema = z.object({ total: z.number().nullish(), orders: records })
