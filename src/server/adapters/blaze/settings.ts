import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

/** Settings as the form draws them. Each changes what the mappers make of a record. */
export const settingFields: FieldManifest[] = [
  {
    name: 'rooms',
    label: 'Rooms that count',
    help: 'Names or ids of the inventories whose stock may be sold, separated by commas, as BLAZE spells them. Leave it empty to count all of them.',
    type: 'text',
    secret: false,
    required: false,
    example: 'Safe, Sales Floor',
    default: '',
  },
  {
    name: 'breakPrices',
    label: 'Prices for a weight or several units are',
    help: 'Whether the price of a price range or price break is for its whole amount or for one gram or unit of it. Compare one product with BLAZE.',
    type: 'select',
    secret: false,
    required: false,
    options: [
      { value: 'amount', label: 'for the whole amount' },
      { value: 'unit', label: 'for one gram or unit' },
    ],
    default: 'amount',
  },
  {
    name: 'cannabisType',
    label: 'Put the cannabis type below the category',
    help: 'On: a product is found below its category by its cannabis type. Off: by its category alone.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: false,
  },
]

export const settingsSchema = z.object({
  rooms: z.string().max(2000).default(''),
  breakPrices: z.enum(['amount', 'unit']).default('amount'),
  cannabisType: z.boolean().default(false),
})

/** The rooms of the setting, each as `roomKey` has it; empty when all rooms count. */
export function chosenRooms(setting: unknown): Set<string> {
  if (typeof setting !== 'string') return new Set()
  return new Set(setting.split(',').map(roomKey).filter(Boolean))
}

/** Same room, however it is spelled. */
export function roomKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase()
}
