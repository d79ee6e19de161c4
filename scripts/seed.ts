/** Fills an empty database with the demo. A process of its own, so that a start keeps no connections open. */
import { env } from '#env'
import { seedDemo } from './seed/seed-demo.ts'

const connect = !process.argv.includes('--unconnected')
await seedDemo(connect ? env.SIMULATORS_URL : undefined)
process.exit()
