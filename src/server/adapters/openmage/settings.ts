import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

/** One of the shop's own attributes, by its code. */
function attribute(name: string, label: string, value: string, help: string): FieldManifest {
  return {
    name,
    label,
    help: `${help} Its code is in the shop's admin under Catalog, Attributes. Leave it empty if there is none.`,
    type: 'text',
    secret: false,
    required: false,
    example: value,
    pattern: {
      source: '^[a-z][a-z0-9_]{0,59}$',
      message: 'An attribute code has small letters, digits and underscores.',
    },
    default: value,
  }
}

const common = { type: 'text', secret: false, required: false, default: '' } as const

/** Settings as the form draws them. Each changes what is read or what the mappers make of it. */
export const settingFields: FieldManifest[] = [
  {
    ...common,
    name: 'namespace',
    label: 'Shop software',
    help: 'OpenMage and Magento 1 name their API differently, and neither understands the other.',
    type: 'select',
    options: [
      { value: 'urn:OpenMage', label: 'OpenMage' },
      { value: 'urn:Magento', label: 'Magento 1' },
    ],
    default: 'urn:OpenMage',
  },
  {
    ...common,
    name: 'storeView',
    label: 'Store view',
    help: 'Code of the store view whose names, descriptions and prices are read. Leave it empty for the values all store views share.',
    example: 'default',
    pattern: {
      source: '^[a-z][a-z0-9_]{0,31}$',
      message: 'The code of a store view has small letters, digits and underscores.',
    },
  },
  attribute('brandAttribute', 'Brand attribute', 'manufacturer', 'The attribute that holds the brand.'),
  attribute(
    'strainAttribute',
    'Strain attribute',
    'strain',
    'The attribute that holds the name of the strain.',
  ),
  attribute(
    'strainTypeAttribute',
    'Strain type attribute',
    'strain_type',
    'The attribute that says sativa, indica or hybrid.',
  ),
  attribute('thcAttribute', 'THC attribute', 'thc', 'The attribute that holds the THC content.'),
  attribute('cbdAttribute', 'CBD attribute', 'cbd', 'The attribute that holds the CBD content.'),
  {
    ...common,
    name: 'potencyUnit',
    label: 'Unit of THC and CBD',
    help: 'What the two attributes are measured in.',
    type: 'select',
    options: [
      { value: '%', label: '%' },
      { value: 'mg', label: 'mg' },
    ],
    default: '%',
  },
  {
    ...common,
    name: 'weightUnit',
    label: 'Unit of weights',
    help: 'The shop keeps weights without a unit, mostly for shipping. Choose a unit only if the weight is what the product holds.',
    type: 'select',
    options: [
      { value: '', label: 'Do not take weights over' },
      { value: 'g', label: 'Grams' },
      { value: 'oz', label: 'Ounces' },
    ],
  },
  {
    ...common,
    name: 'pictures',
    label: 'Read pictures',
    help: 'On: pictures are read as well, which is one more call for each product. Off: products have none, and a sync takes half as long.',
    type: 'checkbox',
    default: true,
  },
  {
    ...common,
    name: 'showParts',
    label: 'Show what is not visible individually',
    help: 'On: products whose visibility is "Not Visible Individually", often the sizes of another one, are shown. Off: they are kept as hidden.',
    type: 'checkbox',
    default: false,
  },
  {
    ...common,
    name: 'countOutOfStock',
    label: 'Count what is marked out of stock',
    help: 'On: a quantity counts even if the shop marks the product as out of stock. Off: it counts as none.',
    type: 'checkbox',
    default: false,
  },
  {
    ...common,
    name: 'medicalGroups',
    label: 'Customer groups of patients',
    help: 'Names of the customer groups whose members are medical patients, separated by commas.',
    example: 'Medical, Caregivers',
    default: 'Medical',
  },
]

const attributeCode = (code: string) =>
  z.union([z.literal(''), z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)]).default(code)

export const settingsSchema = z.object({
  namespace: z.enum(['urn:OpenMage', 'urn:Magento']).default('urn:OpenMage'),
  storeView: z.union([z.literal(''), z.string().regex(/^[a-z][a-z0-9_]{0,31}$/)]).default(''),
  brandAttribute: attributeCode('manufacturer'),
  strainAttribute: attributeCode('strain'),
  strainTypeAttribute: attributeCode('strain_type'),
  thcAttribute: attributeCode('thc'),
  cbdAttribute: attributeCode('cbd'),
  potencyUnit: z.enum(['%', 'mg']).default('%'),
  weightUnit: z.enum(['', 'g', 'oz']).default(''),
  pictures: z.boolean().default(true),
  showParts: z.boolean().default(false),
  countOutOfStock: z.boolean().default(false),
  medicalGroups: z.string().max(2000).default('Medical'),
})

/** A setting that is text; empty where it isn't set, and `fallback` where it was never asked for. */
export function textSetting(settings: Record<string, unknown>, name: string, fallback = ''): string {
  const value = settings[name] ?? fallback
  return typeof value === 'string' ? value.trim() : fallback
}

/** The shop's own attributes that are read besides the standard ones, those with dropdowns first. */
export function attributeCodes(settings: Record<string, unknown>): { dropdowns: string[]; all: string[] } {
  const code = (name: string, fallback: string) => textSetting(settings, name, fallback)
  const dropdowns = [code('brandAttribute', 'manufacturer'), code('strainTypeAttribute', 'strain_type')]
  const others = [code('strainAttribute', 'strain'), code('thcAttribute', 'thc'), code('cbdAttribute', 'cbd')]
  const named = (codes: string[]) => [...new Set(codes.filter((each) => each !== ''))]
  return { dropdowns: named(dropdowns), all: named([...dropdowns, ...others]) }
}
