import { z } from 'zod'
import { decimal, flag, list, text } from '../kit/scalars.ts'

/** Customers and sales as Dutchie answers them; every field may be absent. */

export const customerSchema = z.object({
  customerId: text,
  firstName: text,
  lastName: text,
  name: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  phone: text,
  cellPhone: text,
  emailAddress: text,
  status: text,
  customerType: text,
  mmjidNumber: text,
  mmjidExpirationDate: text,
  dateOfBirth: text,
  optedIntoMarketing: flag,
  mergedIntoCustomerId: text,
  creationDate: text,
  lastModifiedDateUTC: text,
  lastModifiedDateUtc: text,
})
export type DutchieCustomer = z.infer<typeof customerSchema>

/** A completed sale. */
export const transactionSchema = z.object({
  transactionId: text,
  referenceId: text,
  customerId: text,
  transactionDate: text,
  isVoid: flag,
  isReturn: flag,
  isMedical: flag,
  orderType: text,
  subtotal: decimal,
  totalDiscount: decimal,
  tax: decimal,
  total: decimal,
  lastModifiedDateUTC: text,
  lastModifiedDateUtc: text,
  items: list(
    z.object({
      transactionItemId: text,
      productId: text,
      quantity: decimal,
      unitPrice: decimal,
      totalPrice: decimal,
      totalDiscount: decimal,
      unitWeightUnit: text,
    }),
  ),
})
export type DutchieTransaction = z.infer<typeof transactionSchema>

/** An order that is not handed over yet. What was ordered, and what it costs, stand in two lists. */
export const preorderSchema = z.object({
  preOrderId: text,
  transactionId: text,
  status: text,
  orderDate: text,
  customerId: text,
  orderType: text,
  subTotal: decimal,
  totalTax: decimal,
  total: decimal,
  items: list(
    z.object({ productName: text, quantity: decimal, totalPrice: decimal, totalDiscount: decimal }),
  ),
  orderedItems: list(z.object({ productId: text, quantity: decimal })),
})
export type DutchiePreorder = z.infer<typeof preorderSchema>
