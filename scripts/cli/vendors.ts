import { allManifests } from '#server/adapters/lookup.ts'
import { type Command, print, readArguments } from './command.ts'

export const vendorsCommand: Command = {
  summary: 'list the point-of-sale systems Cairn speaks with',
  help: `Usage: cairn vendors [--json]

Prints each vendor's id, name, ways to sign in, and what is read from it.

  --json   the whole manifests, as JSON
  --help`,
  async run(args) {
    const { values } = readArguments(args, [], { json: { type: 'boolean', default: false } })
    const manifests = allManifests()
    if (values.json) {
      print(JSON.stringify(manifests, null, 2))
      return
    }
    const rows = manifests.map(({ id, name, signInMethods, entities }) => [
      id,
      name,
      signInMethods.map(({ label }) => label).join(' | '),
      entities.join(' '),
    ])
    for (const line of table([['id', 'name', 'sign-in', 'reads'], ...rows])) print(line)
  },
}

/** Lines whose columns stand below each other. */
function table(rows: string[][]): string[] {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
