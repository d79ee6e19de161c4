import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

/**
 * Prisma's own schema engine, from npm: the one its command line uses is downloaded from elsewhere.
 * @param schema text of schema.prisma
 * @param database makes its connections
 */
export async function openEngine(
  schema: string,
  database: SqlMigrationAwareDriverAdapterFactory,
): Promise<bindings.SchemaEngine> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  const begin = instance.exports['__wbindgen_start']
  if (typeof begin !== 'function') throw new Error('the schema engine is not the module we know')
  begin()
  return bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(database),
  )
}
