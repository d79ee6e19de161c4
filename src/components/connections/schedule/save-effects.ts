import { entityWords } from '#lib/entity-words.ts'
import type { Outputs } from '#trpc/types.ts'
import type { ScheduleForm } from './schedule-form.ts'
import { modeWords } from './schedule-words.ts'

type Taken = Pick<Outputs['schedules']['list'][number], 'id' | 'entity' | 'mode'>

/**
 * What saving a form does beyond what the form says, in sentences: which other schedules it changes, makes or takes
 * the place of.
 * @param taken the connection's schedules
 */
export function saveEffects(
  { id, entities, mode }: Pick<ScheduleForm, 'id' | 'entities' | 'mode'>,
  taken: readonly Taken[],
): string[] {
  const own = taken.find((schedule) => schedule.id === id)
  const kept = own && (entities.includes(own.entity) ? own.entity : entities[0])
  return entities.flatMap((entity) => {
    const name = `“${entityWords[entity].label}, ${modeWords[mode].label.toLowerCase()}”`
    const other = taken.some((each) => each.id !== id && each.entity === entity && each.mode === mode)
    if (other) {
      return `${name} has a schedule already: ${entity === kept ? 'this one takes its place' : 'it is changed'}.`
    }
    if (own && entity !== kept) return `${name} gets a schedule of its own: each reads one kind of record.`
    return []
  })
}
