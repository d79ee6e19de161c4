import { CliError } from './cli-error.ts'
import { type Command, print, readArguments } from './command.ts'
import { loadRunSettings } from './load-run-settings.ts'

export const eventsCommand: Command = {
  summary: 'check the event log: every stream without gap or double',
  help: `Usage: cairn events check [--json]

Counts the whole event log through: the versions of each stream must run up to its head without gap or double, every
event must lie in a month's table, and types this version does not know are named. Settings come from the environment,
as for the worker; where "npm start" runs from this folder and DATABASE_URL is not set, from that.

  --json         print what was found as JSON
  --help

Exits with 0 when every stream is whole, with 1 when one is not.`,
  async run(args) {
    const { positionals, values } = readArguments(args, ['check'], {
      json: { type: 'boolean', default: false },
    })
    if (positionals[0] !== 'check') throw new CliError('usage', `There is no "events ${positionals[0]}".`)
    await loadRunSettings()
    const { pool } = await import('#server/db/pool.ts')
    const { checkLog } = await import('#server/events/check-log.ts')
    try {
      const found = await checkLog(pool)
      if (values.json) print(JSON.stringify(found, null, 2))
      else {
        print(`${found.events} events in ${found.streams} streams, ${found.broken.length} broken.`)
        for (const { stream, head, first, last, events } of found.broken)
          print(`  ${stream}: ${events} events, versions ${first} to ${last}, its head says ${head}`)
        for (const { type, count } of found.unknown) print(`  ${count} of the unknown type ${type}`)
        if (found.unplaced > 0) print(`  ${found.unplaced} lie in no month; the job events.tidy places them`)
      }
      if (found.broken.length > 0) throw new CliError('failed', 'The event log has gaps or doubles.')
    } finally {
      await pool.end()
    }
  },
}
