/** `npm run build`: builds the web app, unless the sources are those of the last build. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, isBuildFresh } from './start/build.ts'
import { projectFolder } from './start/options.ts'
import { explain } from './start/problem.ts'

if (isBuildFresh()) {
  console.log('The build is up to date.')
} else {
  const logs = join(projectFolder, '.data', 'logs')
  mkdirSync(logs, { recursive: true })
  await build(join(logs, 'build.log'), new AbortController().signal).catch((error: unknown) => {
    console.error(explain(error))
    process.exit(1)
  })
  console.log('Built.')
}
