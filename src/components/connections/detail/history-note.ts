import { modeWords, ruleWords } from '#components/connections/schedule/schedule-words.ts'
import { entityWords } from '#lib/entity-words.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** What screens call what can be changed of a connection. */
const parts: Record<string, string> = {
  name: 'name',
  settings: 'settings',
  entities: 'what is read',
  calls: 'patience with the POS',
  schedule: 'schedule',
}

const spaced = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** What an event says of a connection, as people say it: "Name, settings"; null when it says nothing beside its title. */
export function historyNote(facts: Record<string, unknown>): string | null {
  if ('schedule' in facts) return scheduleNote(facts['schedule'])
  const notes = Object.entries(facts).flatMap(([name, value]) => noteOf(name, value) ?? [])
  return notes.length > 0 ? notes.join(' · ') : null
}

type Schedule = Parameters<typeof ruleWords>[0] & {
  act: string
  entities: SyncEntity[]
  mode: keyof typeof modeWords
}

/** "Schedule paused: products, changes". */
function scheduleNote(told: unknown): string {
  const {
    act,
    entities,
    mode,
    rule,
    cronWords = null,
  } = told as Omit<Schedule, 'rule' | 'cronWords'> & Partial<Schedule>
  const what = entities.map((entity) => entityWords[entity].label).concat(modeWords[mode].label)
  const words = capital(what.join(', ').toLowerCase())
  const when = rule === undefined ? '' : `, ${ruleWords({ rule, cronWords })}`
  return act === 'saved' ? `Schedule: ${words}${when}` : `Schedule ${act}: ${words}`
}

function noteOf(name: string, value: unknown): string | null {
  switch (name) {
    // The head of the page says it.
    case 'vendor':
      return null
    case 'changed':
      return Array.isArray(value)
        ? capital(value.map((part) => parts[String(part)] ?? spaced(String(part))).join(', '))
        : null
    case 'fields':
      return Array.isArray(value) ? capital(value.map((field) => spaced(String(field))).join(', ')) : null
    case 'everyMinutes':
      return typeof value === 'number' ? `Read every ${value} minutes` : 'Without a schedule'
    case 'creationPolicy':
      return value === 'review' ? 'New products wait for a person' : 'New products are created at once'
    default:
      return `${capital(spaced(name))}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  }
}
