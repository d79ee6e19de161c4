import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildSchema, type GraphQLNamedType, type GraphQLSchema } from 'graphql'
import { z } from 'zod'

/** The version whose schema is spoken; see `schema/refresh.ts` for where the file comes from. */
export const schemaVersion = '2026-07'

const fileSchema = z.object({
  sdl: z.string(),
  access: z.record(z.string(), z.object({ required: z.string(), scopes: z.array(z.string()) })),
})

/** `access` tells for a type, or a `Type.field`, which of the scopes opens it and how the vendor words that. */
export type AdminSchema = {
  schema: GraphQLSchema
  access: ReadonlyMap<string, { required: string; scopes: string[] }>
}

let loaded: AdminSchema | null = null

/** The real Admin schema; built at the first call of the process, which takes some 200 ms. */
export function adminSchema(): AdminSchema {
  loaded ??= load()
  return loaded
}

function load(): AdminSchema {
  const bytes = readFileSync(join(import.meta.dirname, `schema/admin-${schemaVersion}.json.gz`))
  const { sdl, access } = fileSchema.parse(JSON.parse(gunzipSync(bytes).toString()))
  // It was printed from a valid schema; checking it again would take another second.
  const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true, noLocation: true })
  return { schema, access: new Map(Object.entries(access)) }
}

/** What a connection or a list is of; a type that is neither is itself. */
export function elementName(type: GraphQLNamedType): string {
  return type.name.replace(/Connection$/, '')
}
