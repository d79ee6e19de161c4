import { z } from 'zod'
import { decimal, flag, list, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of Dutchie's answers. Records stay as received until they are mapped, so unknown fields are kept;
 * every field may be absent, because Dutchie documents hardly any as required.
 */

/** The location's name; real answers were seen in Pascal case, the documentation has camel case. */
export const identitySchema = z.record(z.string(), z.unknown()).transform((identity) => {
  const name = Object.entries(identity).find(([field]) => field.toLowerCase() === 'locationname')?.[1]
  return text.safeParse(name).data ?? null
})

/** Names alone in older answers, objects in newer ones. */
const named = <Key extends string>(key: Key) =>
  z.union([text, z.object({ [key]: text }).transform((entry) => Object.values(entry)[0] ?? null)])

export const productSchema = z.object({
  productId: text,
  sku: text,
  upc: text,
  internalName: text,
  productName: text,
  onlineTitle: text,
  description: text,
  onlineDescription: text,
  masterCategory: text,
  category: text,
  imageUrl: text,
  imageUrls: list(text),
  strain: text,
  strainType: text,
  size: text,
  netWeight: decimal,
  netWeightUnit: text,
  productGrams: decimal,
  brandName: text,
  isActive: flag,
  onlineAvailable: flag,
  onlineProduct: flag,
  isMedicalOnly: flag,
  thcContent: text,
  thcContentUnit: text,
  cbdContent: text,
  cbdContentUnit: text,
  price: decimal,
  recPrice: decimal,
  medPrice: decimal,
  lowInventoryThreshold: decimal,
  pricingTierData: list(z.object({ startWeight: decimal, price: decimal })),
  flavor: text,
  tags: list(named('tagName')),
  effects: list(named('effectName')),
  ingredientList: text,
  lastModifiedDateUTC: text,
  lastModifiedDateUtc: text,
})
export type DutchieProduct = z.infer<typeof productSchema>

/** An entry of `/room/rooms`. */
export const roomSchema = z.object({ roomId: text, roomName: text, isQuarantineRoom: flag })
export type DutchieRoom = z.infer<typeof roomSchema>

/** What `join-packages.ts` puts beside what was received. */
const elsewhere = z
  .object({ rooms: list(roomSchema), delivery: z.object({ deliveredOn: text, addedOn: text }).nullish() })
  .nullish()

const roomQuantity = z.object({ roomId: text, room: text, quantityAvailable: decimal })

/** One package. */
export const packageSchema = z.object({
  inventoryId: text,
  productId: text,
  productName: text,
  quantityAvailable: decimal,
  quantityUnits: text,
  allocatedQuantity: decimal,
  batchName: text,
  packageId: text,
  externalPackageId: text,
  packageStatus: text,
  expirationDate: text,
  medicalOnly: flag,
  lastModifiedDateUtc: text,
  lastModifiedDateUTC: text,
  roomQuantities: list(roomQuantity),
  elsewhere,
  labResults: list(z.object({ labTest: text, value: text, labResultUnit: text })),
})
export type DutchiePackage = z.infer<typeof packageSchema>

/** All packages of one product, as `read` puts them together. */
export const stockSchema = z.object({
  productId: text,
  packages: z.array(z.unknown()).nullish(),
  elsewhere,
})
