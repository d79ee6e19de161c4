import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const unreferencedTimer = (callback: () => void, ms: number) => setTimeout(callback, ms).unref()

let loaded: Promise<void> | undefined

/** Loads the module once a process: its bindings are global, a second instance would pull the first one's away. */
async function load(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const imports = Object.fromEntries(
    // The engine never clears the timer of its ten-second lock wait; it must not keep a finished process alive.
    Object.entries(bindings).map(([name, value]) =>
      name.startsWith('__wbg_setTimeout_') ? [name, unreferencedTimer] : [name, value],
    ),
  )
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': imports as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  const begin = instance.exports['__wbindgen_start']
  if (typeof begin !== 'function') throw new Error('the schema engine is not the module we know')
  begin()
}

/**
 * Prisma's own schema engine, from npm: the one its command line uses is downloaded from elsewhere.
 * @param schema text of schema.prisma
 * @param database makes its connections
 */
export async function openEngine(
  schema: string,
  database: SqlMigrationAwareDriverAdapterFactory,
): Promise<bindings.SchemaEngine> {
  loaded ??= load()
  await loaded
  return bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(database),
  )
}
