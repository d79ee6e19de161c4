/** Measures: `npm run bench -- sync [products …]`, `npm run bench -- map [vendor …]`. Prints what it measured, and nothing that it didn't. */

import { benchMap } from './map/bench-map.ts'
import { benchSync } from './sync/bench-sync.ts'

const benches: Record<string, (args: string[]) => Promise<void>> = { map: benchMap, sync: benchSync }

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  console.error(`Say what to measure: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
await bench(args)
