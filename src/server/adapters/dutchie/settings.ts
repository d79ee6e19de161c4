import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

/** Settings as the form draws them. Each changes what the mappers make of a record. */
export const settingFields: FieldManifest[] = [
  {
    name: 'rooms',
    label: 'Rooms that count',
    help: 'Names of the rooms whose stock may be sold, separated by commas, as Dutchie spells them. Leave it empty to count all of them.',
    type: 'text',
    secret: false,
    required: false,
    example: 'Sales Floor, Vault',
    default: '',
  },
  {
    name: 'onlineTitle',
    label: 'Use online titles',
    help: 'On: a product is called by its online title where it has one. Off: by its product name.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
  {
    name: 'masterCategory',
    label: 'Put the master category first',
    help: 'On: a category is found below its master category. Off: categories stand alone.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
]

export const settingsSchema = z.object({
  rooms: z.string().max(2000).default(''),
  onlineTitle: z.boolean().default(true),
  masterCategory: z.boolean().default(true),
})

/** The room names of the setting, each as `roomKey` has it; empty when all rooms count. */
export function chosenRooms(setting: unknown): Set<string> {
  if (typeof setting !== 'string') return new Set()
  return new Set(setting.split(',').map(roomKey).filter(Boolean))
}

/** Same room, however it is spelled. */
export function roomKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase()
}
