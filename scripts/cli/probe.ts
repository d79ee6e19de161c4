import { AppError } from '#server/lib/errors.ts'
import type { ProbeStep } from '#server/model/probe.ts'
import { explain } from '../start/problem.ts'
import { CliError } from './cli-error.ts'
import { type Command, print, readArguments } from './command.ts'
import { loadRunSettings } from './load-run-settings.ts'

type Found = { id: string; organizationId: string; name: string; store: string }

export const probeCommand: Command = {
  summary: 'run the check of a stored connection, step by step',
  help: `Usage: cairn probe <connection> [--json]

Runs the check of a connection with its stored credentials and keeps its result, as "Check now" in the browser does.
Prints each step when it ends. Settings come from the environment, as for the worker; where "npm start" runs from this
folder and DATABASE_URL is not set, from that.

  <connection>   its id, or its name
  --json         print the steps as JSON, at the end
  --help

Exits with 0 when every step passed or was skipped, with 1 when one failed.`,
  async run(args) {
    const { positionals, values } = readArguments(args, ['connection'], {
      json: { type: 'boolean', default: false },
    })
    await loadRunSettings()
    const { pool } = await import('#server/db/pool.ts')
    const { checkConnection } = await import('#server/connections/check-connection.ts')
    const { systemClock } = await import('#server/lib/clock.ts')
    const interrupted = new AbortController()
    process.once('SIGINT', () => interrupted.abort(new CliError('failed', 'The check was interrupted.')))
    try {
      const connection = await findOne(pool, positionals[0] ?? '')
      const scope = { organizationId: connection.organizationId, storeIds: null }
      const parts = { clock: systemClock, signal: interrupted.signal }
      if (!values.json) print(`${connection.name} (${connection.store})`)
      let ok = false
      let steps: ProbeStep[] = []
      for await (const snapshot of checkConnection(pool, scope, connection.id, parts)) {
        if (!values.json) for (const step of ended(snapshot.steps, steps)) print(lineOf(step))
        ;({ ok, steps } = snapshot)
      }
      if (values.json) print(JSON.stringify({ connectionId: connection.id, ok, steps }, null, 2))
      if (!ok) throw new CliError('failed', 'The connection did not pass its check.')
    } catch (error) {
      if (error instanceof AppError) throw new CliError('failed', error.message)
      throw error
    } finally {
      await pool.end()
    }
  },
}

/** By id, else by name whatever its case. @throws {CliError} unknown, unavailable */
async function findOne(
  pool: { query(sql: string, values: unknown[]): Promise<{ rows: Found[] }> },
  wanted: string,
): Promise<Found> {
  const { rows } = await pool
    .query(
      `SELECT c.id, c.organization_id AS "organizationId", c.name, s.name AS store
         FROM connection c JOIN store s ON s.id = c.store_id
        WHERE c.status <> 'removing' AND (c.id::text = lower($1) OR lower(c.name) = lower($1))
        ORDER BY c.id`,
      [wanted],
    )
    .catch((error: unknown): never => {
      throw new CliError('unavailable', `The database does not answer: ${explain(error)}`)
    })
  const [only, ...others] = rows
  if (!only) throw new CliError('unknown', `There is no connection "${wanted}".`)
  if (others.length === 0) return only
  const all = rows.map(({ id, name, store }) => `  ${id}  ${name} (${store})`)
  throw new CliError(
    'unknown',
    `Several connections are called "${wanted}". Give the id of one:\n${all.join('\n')}`,
  )
}

function ended(now: readonly ProbeStep[], before: readonly ProbeStep[]): ProbeStep[] {
  const open = (step: ProbeStep | undefined) =>
    step === undefined || step.status === 'running' || step.status === 'waiting'
  return now.filter((step) => !open(step) && open(before.find(({ id }) => id === step.id)))
}

const marks: Record<ProbeStep['status'], string> = {
  waiting: ' ',
  running: ' ',
  passed: '✓',
  failed: '✗',
  skipped: '–',
  not_tried: '·',
}

function lineOf({ status, label, milliseconds, detail, cure }: ProbeStep): string {
  const time = milliseconds === null ? '' : ` (${milliseconds} ms)`
  const what = status === 'not_tried' ? 'not tried' : (detail ?? '')
  return [
    `${marks[status]} ${label}${what === '' ? '' : `: ${what}`}${time}`,
    ...(cure ? [`  → ${cure}`] : []),
  ].join('\n')
}
