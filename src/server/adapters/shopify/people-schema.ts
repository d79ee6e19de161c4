import { z } from 'zod'
import { decimal, flag, list, text } from '../kit/scalars.ts'
import { metafieldsSchema } from './schema.ts'

export const customerSchema = z.object({
  id: text,
  firstName: text,
  lastName: text,
  tags: list(text),
  createdAt: text,
  updatedAt: text,
  defaultEmailAddress: z.object({ emailAddress: text, marketingState: text }).nullish(),
  defaultPhoneNumber: z.object({ phoneNumber: text, marketingState: text }).nullish(),
  defaultAddress: z
    .object({
      address1: text,
      address2: text,
      city: text,
      province: text,
      provinceCode: text,
      zip: text,
      country: text,
      countryCodeV2: text,
    })
    .nullish(),
  metafields: metafieldsSchema,
})
export type ShopifyCustomer = z.infer<typeof customerSchema>

/** Shop money is what the shop's books are in; the customer may have seen another currency. */
const money = z.object({ shopMoney: z.object({ amount: decimal, currencyCode: text }).nullish() }).nullish()
export type Money = z.infer<typeof money>

const line = z.object({
  id: text,
  title: text,
  variantTitle: text,
  quantity: decimal,
  variant: z.object({ id: text }).nullish(),
  originalUnitPriceSet: money,
  totalDiscountSet: money,
  discountedTotalSet: money,
})

export const orderSchema = z.object({
  id: text,
  name: text,
  sourceName: text,
  sourceIdentifier: text,
  tags: list(text),
  createdAt: text,
  processedAt: text,
  updatedAt: text,
  closedAt: text,
  cancelledAt: text,
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
  requiresShipping: flag,
  subtotalPriceSet: money,
  totalDiscountsSet: money,
  totalTaxSet: money,
  totalPriceSet: money,
  customer: z.object({ id: text }).nullish(),
  retailLocation: z.object({ id: text }).nullish(),
  shippingLine: z.object({ code: text, title: text }).nullish(),
  fulfillments: list(z.object({ displayStatus: text, createdAt: text })),
  lineItems: list(line),
})
export type ShopifyOrder = z.infer<typeof orderSchema>
