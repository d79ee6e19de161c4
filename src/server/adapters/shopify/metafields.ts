import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext } from '../contract.ts'
import { invalidValue } from '../kit/issues.ts'
import type { Metafield } from './schema.ts'
import { entriesOf } from './settings.ts'

/** What a shop may keep in metafields; each is looked for under its own name in the chosen namespace. */
export const metafieldNames = [
  'strain',
  'strain_type',
  'subcategory',
  'size',
  'weight',
  'thc_mg',
  'cbd_mg',
  'thc_percent',
  'cbd_percent',
  'lab_results',
  'effects',
  'flavors',
  'ingredients',
  'birth_date',
  'medical_id',
  'medical_id_state',
  'medical_id_expires_on',
  'points',
] as const
export type MetafieldName = (typeof metafieldNames)[number]

/** Names that differ from what they hold: the first is Shopify's own standard definition. */
const usual: Partial<Record<MetafieldName, string>> = { birth_date: 'facts.birth_date' }
const usualKeys: Partial<Record<MetafieldName, string>> = { weight: 'net_weight' }

export type Metafields = {
  /** Path of a field, for issues. */
  path(name: MetafieldName): string
  text(name: MetafieldName): string | null
  /** Entries of a list; text is split at commas. */
  list(name: MetafieldName): string[]
  /** The value as JSON; null when there is none, undefined (and named in `issues`) when it is none. */
  json(name: MetafieldName, issues: MappingIssue[]): unknown
}

/** Looks up a record's metafields by what they hold, as the settings say. */
export function readMetafields(fields: Metafield[], { settings }: Pick<MapContext, 'settings'>): Metafields {
  const places = placesOf(settings)
  const place = (name: MetafieldName) => places.get(name) ?? ''
  const values = new Map(
    fields.map(({ namespace, key, value }) => [`${namespace}.${key}`.toLowerCase(), value]),
  )
  const text = (name: MetafieldName) => values.get(place(name)) ?? null
  const path = (name: MetafieldName) => `metafields.${place(name)}`
  return {
    path,
    text,
    list(name) {
      const value = text(name)
      if (value === null) return []
      const parsed = parse(value)
      const entries = Array.isArray(parsed) ? parsed : value.split(',')
      return entries.flatMap((entry) =>
        typeof entry === 'string' && entry.trim() !== '' ? [entry.trim()] : [],
      )
    },
    json(name, issues) {
      const value = text(name)
      if (value === null) return null
      const parsed = parse(value)
      if (parsed === undefined) issues.push(invalidValue(path(name), value, 'it was left out'))
      return parsed
    },
  }
}

const known = new Set<string>(metafieldNames)

type Places = ReadonlyMap<MetafieldName, string>

/** Worked out once for the settings of a run, which are one object for all of its records. */
const placesFor = new WeakMap<MapContext['settings'], Places>()

/** `namespace.key` of each name, in lower case. */
function placesOf(settings: MapContext['settings']): Places {
  const found = placesFor.get(settings) ?? findPlaces(settings)
  placesFor.set(settings, found)
  return found
}

function findPlaces({ namespace, metafields }: MapContext['settings']): Places {
  const own = typeof namespace === 'string' && namespace.trim() !== '' ? namespace.trim() : 'cannabis'
  const places = new Map<string, string>(
    metafieldNames.map((name) => [name, usual[name] ?? `${own}.${usualKeys[name] ?? name}`.toLowerCase()]),
  )
  for (const entry of entriesOf(metafields)) {
    const [name = '', place = ''] = entry.split('=').map((part) => part.trim().toLowerCase())
    if (known.has(name) && place !== '') {
      places.set(name, place.includes('.') ? place : `${own}.${place}`.toLowerCase())
    }
  }
  return new Map(metafieldNames.map((name) => [name, places.get(name) ?? '']))
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
