import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

/** Settings as the form draws them. Each changes what is read or what the mappers make of it. */
export const settingFields: FieldManifest[] = [
  {
    name: 'menuName',
    label: 'Use online menu names',
    help: 'On: a product is called by its specification "Online Menu Name" where it has one. Off: by its product name.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
  {
    name: 'sellingRoomsOnly',
    label: 'Count selling rooms only',
    help: 'On: stock in rooms that COVA does not sell from is left out of the quantities.',
    type: 'checkbox',
    secret: false,
    required: false,
    default: true,
  },
  {
    name: 'stockSource',
    label: 'Read stock from',
    help: 'The Data Platform knows the rooms. The Availability service knows one number for the whole store; choose it if COVA has not opened stock on the Data Platform for you.',
    type: 'select',
    secret: false,
    required: false,
    options: [
      { value: 'data_platform', label: 'Data Platform, by room' },
      { value: 'availability', label: 'Availability service, whole store' },
    ],
    default: 'data_platform',
  },
]

export const settingsSchema = z.object({
  menuName: z.boolean().default(true),
  sellingRoomsOnly: z.boolean().default(true),
  stockSource: z.enum(['data_platform', 'availability']).default('data_platform'),
})
