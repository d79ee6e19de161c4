import { text } from 'node:stream/consumers'
import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import { draftSchemas, mapperOf } from '#server/adapters/mappers.ts'
import { validateSettings } from '#server/connections/validate-settings.ts'
import { parseJson } from '#server/lib/parse-json.ts'
import type { MappingIssue } from '#server/model/issue.ts'
import { type SyncEntity, syncEntities } from '#server/model/sync.ts'
import { CliError } from './cli-error.ts'
import { type Command, print, readArguments } from './command.ts'
import { findAdapter } from './find-adapter.ts'

/** What became of one record. `draft` null: nothing could be taken over, and an issue says why. */
type Result = { recordName: string; draft: unknown; issues: MappingIssue[] }

export const mapCommand: Command = {
  summary: 'map a vendor’s JSON to canonical drafts, and say what is wrong with it',
  help: `Usage: cairn map <vendor> <entity> [options] < records.json

Reads JSON on standard input: one record, a list of records, or a page as the POS answers it.
Prints JSON: for each record its name, its canonical draft (null when nothing could be taken over) and its issues.
Nothing is called and nothing is stored; no settings or database are needed.

  <vendor>   an id of "cairn vendors"
  <entity>   products, inventory, batches, customers or orders

  --time-zone <zone>       the store's zone, for times without an offset (America/Los_Angeles)
  --currency <code>        ISO 4217 (USD)
  --setting <name=value>   a setting of the connection; may be given several times
  --strict                 exit with 1 when a record could not be taken over
  --help`,
  async run(args) {
    const { positionals, values } = readArguments(args, ['vendor', 'entity'], {
      'time-zone': { type: 'string', default: 'America/Los_Angeles' },
      currency: { type: 'string', default: 'USD' },
      setting: { type: 'string', multiple: true, default: [] },
      strict: { type: 'boolean', default: false },
    })
    const [vendor = '', entityName = ''] = positionals
    const adapter = findAdapter(vendor)
    const entity = findEntity(adapter, entityName)
    const context = {
      settings: settingsOf(adapter, values.setting),
      timeZone: timeZoneOf(values['time-zone']),
      currency: currencyOf(values.currency),
    }
    const mapped = mapJson(adapter, entity, await readInput(), context)
    print(JSON.stringify({ vendor, entity, ...mapped }, null, 2))
    if (values.strict && mapped.failed > 0) {
      throw new CliError('failed', `${mapped.failed} of ${mapped.read} records could not be taken over.`)
    }
  },
}

/** What a vendor's JSON is mapped to: one record, a list of them, or a page as the POS answers it. */
export function mapJson(
  adapter: Adapter,
  entity: SyncEntity,
  json: unknown,
  context: MapContext,
): { read: number; failed: number; records: Result[] } {
  const payloads = adapter.recordsIn?.(entity, json) ?? (Array.isArray(json) ? json : [json])
  const records = payloads.map((payload) => mapOne(adapter, entity, payload, context))
  return { read: records.length, failed: records.filter(({ draft }) => draft === null).length, records }
}

/** A draft that does not fit its own schema is none, as in a sync. */
function mapOne(adapter: Adapter, entity: SyncEntity, payload: unknown, context: MapContext): Result {
  const { recordName, draft, issues } = mapperOf(adapter, entity)(payload, context)
  const drafts = draft === null ? [] : Array.isArray(draft) ? draft : [draft]
  const wrong = drafts.flatMap((each) => draftSchemas[entity].safeParse(each).error?.issues ?? [])
  if (wrong.length === 0) return { recordName, draft, issues }
  const misfits = wrong.map(({ path, message }): MappingIssue => {
    return { code: 'invalid_value', severity: 'error', field: path.join('.'), message }
  })
  return { recordName, draft: null, issues: [...issues, ...misfits] }
}

function findEntity({ manifest, map }: Adapter, name: string): SyncEntity {
  const mapped = { customers: map.customer !== undefined, orders: map.order !== undefined }
  const offered = syncEntities.filter(
    (entity) =>
      manifest.entities.includes(entity) ||
      ((entity === 'customers' || entity === 'orders') && mapped[entity]),
  )
  const entity = offered.find((each) => each === name)
  if (entity !== undefined) return entity
  throw new CliError('usage', `${manifest.name} offers no "${name}". It offers ${offered.join(', ')}.`)
}

function settingsOf(adapter: Adapter, given: string[]): MapContext['settings'] {
  const entries = given.map((text): [string, string | number | boolean] => {
    const [name = '', ...rest] = text.split('=')
    const field = adapter.manifest.settings.find((each) => each.name === name)
    if (!field || rest.length === 0) {
      const known = adapter.manifest.settings.map((each) => each.name).join(', ') || 'none'
      throw new CliError('usage', `"${text}" is no name=value of a setting. Settings there are: ${known}.`)
    }
    const value = rest.join('=')
    if (field.type === 'checkbox') return [name, value === 'true']
    return [name, field.type === 'number' ? Number(value) : value]
  })
  try {
    return validateSettings(adapter, Object.fromEntries(entries))
  } catch (error) {
    throw new CliError('usage', error instanceof Error ? error.message : String(error))
  }
}

function timeZoneOf(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new CliError('usage', `"${zone}" is no time zone. Give an IANA name such as America/Denver.`)
  }
}

function currencyOf(code: string): string {
  if (/^[A-Z]{3}$/.test(code)) return code
  throw new CliError('usage', `"${code}" is no currency. Give an ISO 4217 code such as USD.`)
}

async function readInput(): Promise<unknown> {
  if (process.stdin.isTTY) throw new CliError('input', 'Nothing to map: give JSON on standard input.')
  const input = (await text(process.stdin)).replace(/^\uFEFF/, '').trim()
  if (input === '') throw new CliError('input', 'Nothing to map: standard input is empty.')
  try {
    return parseJson(input)
  } catch {
    throw new CliError('input', 'Standard input is not complete JSON.')
  }
}
