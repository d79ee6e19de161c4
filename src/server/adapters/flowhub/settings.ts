import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

/** Settings as the form draws them. Each changes what the mappers make of a record. */
export const settingFields: FieldManifest[] = [
  {
    name: 'rooms',
    label: 'Rooms that count',
    help: 'Names of the rooms whose stock may be sold, separated by commas, as Flowhub spells them. Leave it empty to count all of them.',
    type: 'text',
    secret: false,
    required: false,
    example: 'Sales Floor, Vault',
    default: '',
  },
  {
    name: 'medicalStock',
    label: 'Count medical stock',
    help: 'Off: packages for medical customers alone are left out of the quantities.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
  {
    name: 'tierPrices',
    label: 'Weight tier prices are',
    help: 'Whether the price of a weight tier is for its whole amount or for one gram. Compare one product with Flowhub.',
    type: 'select',
    secret: false,
    required: false,
    options: [
      { value: 'amount', label: 'for the whole amount' },
      { value: 'gram', label: 'for one gram' },
    ],
    default: 'amount',
  },
]

export const settingsSchema = z.object({
  rooms: z.string().max(2000).default(''),
  medicalStock: z.boolean().default(true),
  tierPrices: z.enum(['amount', 'gram']).default('amount'),
})

/** The names of the setting as typed. */
export function roomKeys(setting: unknown): Set<string> {
  const names = typeof setting === 'string' ? setting.split(',').map(roomKey) : []
  return new Set(names.filter((name) => name !== ''))
}

/** Same room, however it is spelled. */
export function roomKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase()
}
