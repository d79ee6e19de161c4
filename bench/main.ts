/** Measures: `npm run bench -- sync [products …]`. Prints what it measured, and nothing that it didn't. */

import { benchSync } from './sync/bench-sync.ts'

const benches: Record<string, (args: string[]) => Promise<void>> = { sync: benchSync }

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  console.error(`Say what to measure: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
await bench(args)
