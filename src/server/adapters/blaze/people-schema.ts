import { z } from 'zod'
import { decimal, flag, list, text } from '../kit/scalars.ts'

/** Members and transactions as BLAZE answers them; every field may be absent. Moments are milliseconds, amounts dollars. */

export const memberSchema = z.object({
  id: text,
  created: text,
  modified: text,
  deleted: flag,
  firstName: text,
  middleName: text,
  lastName: text,
  email: text,
  primaryPhone: text,
  dob: text,
  localDob: text,
  birthdate: text,
  medical: flag,
  consumerType: text,
  textOptIn: flag,
  emailOptIn: flag,
  loyaltyPoints: decimal,
  address: z.object({ address: text, city: text, state: text, zipCode: text, country: text }).nullish(),
  dlNo: text,
  dlState: text,
  dlExpiration: text,
  recNo: text,
  recExpiration: text,
})
export type BlazeMember = z.infer<typeof memberSchema>

export const transactionSchema = z.object({
  id: text,
  created: text,
  modified: text,
  transNo: text,
  orderNo: text,
  memberId: text,
  status: text,
  pickupType: text,
  orderPlacedTime: text,
  packagedTime: text,
  onTheWayTime: text,
  completedTime: text,
  cart: z
    .object({
      consumerType: text,
      subTotal: decimal,
      totalDiscount: decimal,
      totalCalcTax: decimal,
      total: decimal,
      items: list(
        z.object({
          id: text,
          orderItemId: text,
          productId: text,
          quantity: decimal,
          unitPrice: decimal,
          calcDiscount: decimal,
          finalPrice: decimal,
          product: z.object({ name: text, category: z.object({ unitType: text }).nullish() }).nullish(),
        }),
      ),
    })
    .nullish(),
})
export type BlazeTransaction = z.infer<typeof transactionSchema>
