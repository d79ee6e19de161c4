import { z } from 'zod'
import { decimal, flag, list, text } from '../kit/scalars.ts'

/** Customers and invoices as COVA answers them; every field may be absent. */

export const customerSchema = z.object({
  Id: text,
  PrimaryName: text,
  MiddleName: text,
  FamilyName: text,
  DateOfBirth: text,
  Disabled: flag,
  DoNotContact: flag,
  Addresses: list(
    z.object({
      StreetAddress1: text,
      StreetAddress2: text,
      Locality: text,
      StateCode: text,
      State: text,
      PostalCode: text,
      CountryCode: text,
    }),
  ),
  ContactMethods: list(
    z.object({ ContactMethodCategoryId: text, Value: text, Default: flag, DoNotContact: flag }),
  ),
  DateCreatedUtc: text,
  LastModifiedDateUtc: text,
})
export type CovaCustomer = z.infer<typeof customerSchema>

/** Only `Products`, `Sku`, `ProductName`, `Quantity` and the store's name were seen in clients; the rest is inferred. */
export const invoiceSchema = z.object({
  InvoiceId: text,
  Id: text,
  InvoiceNumber: text,
  ExternalOrderId: text,
  CustomerId: text,
  Date: text,
  DateCreatedUtc: text,
  IsVoided: flag,
  IsDelivery: flag,
  SubTotal: decimal,
  DiscountTotal: decimal,
  TaxTotal: decimal,
  Total: decimal,
  Products: list(
    z.object({
      CatalogItemId: text,
      Sku: text,
      ProductName: text,
      Quantity: decimal,
      UnitPrice: decimal,
      DiscountAmount: decimal,
      NetPrice: decimal,
    }),
  ),
})
export type CovaInvoice = z.infer<typeof invoiceSchema>
