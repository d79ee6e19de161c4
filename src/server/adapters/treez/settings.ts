import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

/** Settings as the form draws them. Each changes what the mappers make of a record. */
export const settingFields: FieldManifest[] = [
  {
    name: 'locations',
    label: 'Locations that count',
    help: 'Names of the inventory locations whose stock may be sold, separated by commas, as Treez spells them. Leave it empty to count all of them.',
    type: 'text',
    secret: false,
    required: false,
    example: 'FRONT OF HOUSE, DISPLAY CASE 1',
    default: '',
  },
  {
    name: 'medicalStock',
    label: 'Count medical stock',
    help: 'Off: what lies in medical inventory is left out of the quantities.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
  {
    name: 'menuTitle',
    label: 'Use menu titles',
    help: 'On: a product is called by its e-commerce menu title where it has one. Off: by its product name.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
  {
    name: 'minimumVisible',
    label: 'Use the minimum visible level',
    help: "On: a product's minimum visible inventory level in Treez is its low-stock mark in Cairn.",
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
]

export const settingsSchema = z.object({
  locations: z.string().max(2000).default(''),
  medicalStock: z.boolean().default(true),
  menuTitle: z.boolean().default(true),
  minimumVisible: z.boolean().default(true),
})

/** The location names of the setting as typed. */
export function parseLocationNames(setting: unknown): string[] {
  if (typeof setting !== 'string') return []
  return setting
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Same place, however it is spelled. Stock names its location but gives no id, so the name is the identity. */
export function locationKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase()
}
