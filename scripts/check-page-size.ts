/** `npm run pagesize`: fails when a page of the built app makes a browser load more script than it may. */
import { join } from 'node:path'
import { routeScripts } from './pages/route-scripts.ts'
import { projectFolder } from './start/options.ts'

/** Compressed, before a page can be used. */
const most = 200_000

const routes = routeScripts(join(projectFolder, '.next'))
const heavy = routes.filter(({ bytes }) => bytes > most)
for (const { route, bytes } of process.argv.includes('--all') ? routes : heavy) {
  console.log(`${route.padEnd(28)}${(bytes / 1000).toFixed(1).padStart(8)} kB`)
}
if (routes.length === 0) console.log('No pages were found in the build.')
else if (heavy.length > 0)
  console.log(`More than ${most / 1000} kB of script: import later what is not needed at first.`)
process.exitCode = routes.length === 0 || heavy.length > 0 ? 1 : 0
