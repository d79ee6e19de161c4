import type { SyncEntity } from '#server/model/sync.ts'
import type { Inputs, Outputs } from '#trpc/types.ts'

type Schedule = Outputs['schedules']['list'][number]
type Rule = Schedule['rule']

/** A schedule as a form holds it: all three kinds of rule, of which `kind` counts. */
export type ScheduleForm = {
  /** Of the schedule that is changed; absent in a new one. */
  id?: string
  entities: SyncEntity[]
  mode: Schedule['mode']
  kind: 'pace' | 'cron' | 'window'
  everyMinutes: string
  cron: string
  from: string
  to: string
  jitterMinutes: string
}

const blank = { everyMinutes: '15', cron: '0 */4 * * *', from: '02:00', to: '05:00', jitterMinutes: '1' }

/** What a new schedule begins with. */
export function newForm(entities: readonly SyncEntity[]): ScheduleForm {
  return { entities: entities.slice(0, 1), mode: 'incremental', kind: 'pace', ...blank }
}

/** A stored schedule, to be changed. */
export function scheduleForm({ id, entity, mode, rule, jitterSeconds }: Schedule): ScheduleForm {
  const common = { ...blank, id, entities: [entity], mode, jitterMinutes: String(jitterSeconds / 60) }
  if ('everyMinutes' in rule) return { ...common, kind: 'pace', everyMinutes: String(rule.everyMinutes) }
  if ('cron' in rule) return { ...common, kind: 'cron', cron: rule.cron }
  return { ...common, kind: 'window', ...rule.window }
}

/** What a filled form asks for. */
export function timingOf(form: ScheduleForm): { rule: Rule; jitterSeconds: number } {
  const jitterSeconds = form.kind === 'window' ? 0 : Math.round(Number(form.jitterMinutes) * 60) || 0
  return { rule: ruleOf(form), jitterSeconds }
}

function ruleOf({ kind, everyMinutes, cron, from, to }: ScheduleForm): Rule {
  if (kind === 'pace') return { everyMinutes: Math.round(Number(everyMinutes)) || 0 }
  return kind === 'cron' ? { cron } : { window: { from, to } }
}

export function saveInput(connectionId: string, form: ScheduleForm): Inputs['schedules']['save'] {
  return { connectionId, id: form.id, entities: form.entities, mode: form.mode, ...timingOf(form) }
}

/** The form's field for a field the server names. */
export const formField: Record<string, keyof ScheduleForm> = {
  entities: 'entities',
  'rule.everyMinutes': 'everyMinutes',
  'rule.cron': 'cron',
  'rule.window.to': 'to',
  jitterSeconds: 'jitterMinutes',
}
