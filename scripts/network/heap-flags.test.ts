import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../start/options.ts'
import { heapFlags } from './heap-flags.ts'

test.each(['web', 'intake'])('`npm run %s` keeps its memory as the programs of a start do', (program) => {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  expect(scripts[program]).toBe(`node ${heapFlags.join(' ')} scripts/${program}.ts`)
})
