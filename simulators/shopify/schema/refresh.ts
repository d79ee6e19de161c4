/**
 * Writes admin-<version>.json.gz beside this file from `@shopify/dev-mcp`:
 * `npm pack @shopify/dev-mcp`, unpack it, then `npm exec -c 'node simulators/shopify/schema/refresh.ts <folder> <version>'`.
 * What it keeps: the schema without descriptions, as SDL, and which access scope each type and field asks for.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { buildClientSchema, printSchema } from 'graphql'
import { z } from 'zod'

const packageSchema = z.looseObject({ version: z.string() })
const dataSchema = z.object({
  data: z.custom<Parameters<typeof buildClientSchema>[0]>((value) => typeof value === 'object'),
  offline_scopes: z.object({
    items: z.array(
      z.looseObject({
        typeName: z.string(),
        fieldName: z.string().optional(),
        requiredAccess: z.string(),
        offlineScopes: z.array(z.string()),
      }),
    ),
  }),
})

/** The value without any `description`, at any depth. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'description')
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutDescriptions(each)]))
}

const [folder, version] = process.argv.slice(2)
if (folder === undefined || version === undefined) {
  console.error('Which folder was the package unpacked to, and which version of the API?')
  process.exit(1)
}
const { version: packed } = packageSchema.parse(
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
)
const raw = JSON.parse(
  gunzipSync(readFileSync(join(folder, `dist/data/admin_${version}.json.gz`))).toString(),
)
const { data, offline_scopes: scopes } = dataSchema.parse({ ...raw, data: withoutDescriptions(raw.data) })
const access = scopes.items
  .filter(({ offlineScopes }) => offlineScopes.length > 0)
  .map(({ typeName, fieldName, requiredAccess, offlineScopes }) => [
    fieldName === undefined ? typeName : `${typeName}.${fieldName}`,
    { required: requiredAccess, scopes: offlineScopes },
  ])
const kept = {
  source: `@shopify/dev-mcp ${packed}, descriptions left out`,
  license: readFileSync(join(folder, 'LICENSE'), 'utf8'),
  version,
  sdl: printSchema(buildClientSchema(data)),
  access: Object.fromEntries(access),
}
writeFileSync(
  join(import.meta.dirname, `admin-${version}.json.gz`),
  gzipSync(JSON.stringify(kept), { level: 9 }),
)
