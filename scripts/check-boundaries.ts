/** `npm run boundaries`: who imports whom, no cycles, no long file. The rules are in .dependency-cruiser.mjs. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const MAX_LINES = 300

async function importProblems(): Promise<string[]> {
  const { output } = await cruise(
    ['src', 'simulators', 'scripts', 'e2e', 'bench', 'chaos'],
    { ...(await extractDepcruiseOptions('./.dependency-cruiser.mjs')), validate: true },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  const { modules, summary } = output as ICruiseResult
  const ours = modules.filter(({ source }) => /^(src|simulators|scripts|e2e)\//.test(source))
  const edges = ours.flatMap(({ dependencies }) => dependencies)
  console.log(`${ours.length} modules, ${edges.length} imports looked at`)
  // A parser that no longer understands the sources finds no violations either.
  if (ours.length === 0 || edges.length === 0)
    return ['No imports were found at all: the check itself is broken.']
  return summary.violations.map(({ rule, from, to, cycle }) =>
    cycle
      ? `${rule.name}: ${[from, ...cycle.map(({ name }) => name)].join(' → ')}`
      : `${rule.name}: ${from} → ${to}`,
  )
}

function longFiles(): string[] {
  const listed = spawnSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.css'],
    {
      encoding: 'utf8',
    },
  )
  const files = listed.stdout.split('\n').filter((file) => file !== '')
  if (files.length === 0) return ['No files were found to measure: run this in a git checkout.']
  return files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1
    return lines > MAX_LINES
      ? [`${file} has ${lines} lines; split it by what it does (at most ${MAX_LINES})`]
      : []
  })
}

const problems = [...(await importProblems()), ...longFiles()]
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? 'The boundaries hold.' : `${problems.length} broken`)
process.exit(problems.length === 0 ? 0 : 1)
