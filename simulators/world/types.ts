/** Vendor-neutral shapes of the pretend stores; each vendor renders them in its own dialect. */

export type Clock = { now(): Date }

export type Category =
  | 'flower'
  | 'preroll'
  | 'cartridge'
  | 'extract'
  | 'edible'
  | 'beverage'
  | 'tincture'
  | 'topical'
  | 'capsule'
  | 'plant'
  | 'gear'
  | 'misc'
  | 'service'

export type Lean = 'sativa' | 'indica' | 'hybrid' | 'indica-hybrid' | 'sativa-hybrid' | 'cbd'

export type CustomerType = 'adult' | 'medical'

export type SizeUnit = 'g' | 'mg' | 'ml' | 'each'

/** What one sellable unit holds. Weights in grams, doses in milligrams; zero when it doesn't apply. */
export type Size = {
  label: string
  amount: number
  unit: SizeUnit
  packCount: number
  flowerGrams: number
  concentrateGrams: number
  thcMg: number
  priceMinor: number
}

export type Price =
  | { kind: 'flat'; minor: number }
  /** Nobody has priced it yet. */
  | { kind: 'unset' }
  /** Sold loose: from `fromGrams` on, each gram costs `perGramMinor`. */
  | { kind: 'tier'; name: string; steps: { fromGrams: number; perGramMinor: number }[] }

export type LabValue = { analyte: string; unit: 'percent' | 'mg'; min: number; max: number }

export type Barcode = { code: string; origin: 'own' | 'generated' | 'catalog'; createdAt: number }

export type ProductStatus = 'active' | 'deactivated'

/** One sellable size. Times are epoch milliseconds; money is minor units. */
export type WorldProduct = {
  id: string
  /** Shared by the sizes of one product. */
  familyId: string
  /** As staff typed it. */
  name: string
  /** As meant for a menu; null when nobody wrote one. */
  menuTitle: string | null
  brand: string | null
  category: Category
  subcategory: string | null
  strain: string | null
  lean: Lean | null
  size: Size
  price: Price
  effects: string[]
  flavors: string[]
  ingredients: string[]
  tags: string[]
  internalTags: string[]
  /** Names of pictures the host draws, such as `flower-12`. */
  images: string[]
  barcodes: Barcode[]
  description: string | null
  labs: LabValue[]
  cbdMg: number
  status: ProductStatus
  hidden: boolean
  minimumVisible: number
  updatedAt: number
}

export type Room = {
  id: string
  name: string
  customerType: CustomerType
  sellable: boolean
  parent: string | null
}

/**
 * A received package of one product, standing in one room. `quantity` is what can still be sold, in units,
 * or in grams when sold loose; `reserved` stands in the room besides.
 */
export type WorldLot = {
  id: string
  batch: string
  /** 24 characters, like a state's track-and-trace tag. */
  tag: string
  room: Room
  quantity: number
  reserved: number
  invoice: number
  distributor: string
  receivedAt: number
  harvestedAt: number | null
  expiresAt: number | null
  labs: LabValue[]
  updatedAt: number
}

export type StoreProfile = {
  key: string
  name: string
  timeZone: string
  license: string
  /** Size of the catalogue when nobody asks for another. */
  products: number
  rooms: readonly Room[]
}
