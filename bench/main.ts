/** Measures: `npm run bench -- sync [products …]`, `npm run bench -- map [vendor …]`, `npm run bench -- lag [changes]`, `npm run bench -- webhooks [seconds]`, `npm run bench -- queue [waiting …]`, `npm run bench -- queue-screen [waiting …]`, `npm run bench -- pages [address of a running demo]`, `npm run bench -- travel [events …]`. Prints what it measured, and nothing that it didn't. */

import { benchLag } from './lag/bench-lag.ts'
import { benchMap } from './map/bench-map.ts'
import { benchPages } from './pages/bench-pages.ts'
import { benchQueue } from './queue/bench-queue.ts'
import { benchQueueScreen } from './queue/bench-queue-screen.ts'
import { benchSync } from './sync/bench-sync.ts'
import { benchTravel } from './travel/bench-travel.ts'
import { benchWebhooks } from './webhooks/bench-webhooks.ts'

const benches: Record<string, (args: string[]) => Promise<void>> = {
  lag: benchLag,
  map: benchMap,
  pages: benchPages,
  queue: benchQueue,
  'queue-screen': benchQueueScreen,
  sync: benchSync,
  travel: benchTravel,
  webhooks: benchWebhooks,
}

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  console.error(`Say what to measure: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
await bench(args)
