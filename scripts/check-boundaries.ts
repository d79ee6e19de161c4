/** `npm run boundaries`: who imports whom, no cycles, no long file. The rules are in .dependency-cruiser.mjs. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const MAX_LINES = 300

const folders = ['src', 'simulators', 'scripts', 'e2e', 'bench', 'chaos']

/** Those that match the patterns; `*` also stands for folders. */
function trackedFiles(...patterns: string[]): string[] {
  const options = ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns]
  const { stdout } = spawnSync('git', options, { encoding: 'utf8' })
  return stdout.split('\n').filter((file) => file !== '' && existsSync(file))
}

async function importProblems(): Promise<string[]> {
  const { output } = await cruise(
    folders,
    { ...(await extractDepcruiseOptions('./.dependency-cruiser.mjs')), validate: true },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  const { modules, summary } = output as ICruiseResult
  const ours = modules.filter(({ source }) => /^(src|simulators|scripts|e2e)\//.test(source))
  const edges = ours.flatMap(({ dependencies }) => dependencies)
  console.log(`${ours.length} modules, ${edges.length} imports looked at`)
  // A parser that no longer understands the sources finds no violations either.
  const there = trackedFiles(...folders.flatMap((folder) => [`${folder}/*.ts`, `${folder}/*.tsx`])).length
  if (modules.length < there || edges.length < there)
    return [`${modules.length} of ${there} modules were looked at: the check itself is broken.`]
  return summary.violations.map(({ rule, from, to, cycle }) =>
    cycle
      ? `${rule.name}: ${[from, ...cycle.map(({ name }) => name)].join(' → ')}`
      : `${rule.name}: ${from} → ${to}`,
  )
}

function longFiles(): string[] {
  const files = trackedFiles('*.ts', '*.tsx', '*.mjs', '*.css')
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
