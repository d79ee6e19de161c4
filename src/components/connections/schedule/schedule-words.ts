import type { Outputs } from '#trpc/types.ts'

type Schedule = Outputs['schedules']['list'][number]

/** What screens call the ways to read. */
export const modeWords: Record<Schedule['mode'], { label: string; help: string }> = {
  incremental: { label: 'Changes', help: 'What the POS changed since it was last read.' },
  full: { label: 'Everything', help: 'All of it, so that what the POS deleted is found too.' },
  reconcile: {
    label: 'Comparison with notices',
    help: 'All of it, held against what the POS told of by itself, and the gaps repaired.',
  },
}

/**
 * The ways to read as choices of a form.
 * @param comparable whether there are notices to hold a reading against
 */
export function modeChoices(
  comparable: boolean,
): { value: Schedule['mode']; label: string; detail: string }[] {
  return (Object.entries(modeWords) as [Schedule['mode'], (typeof modeWords)[Schedule['mode']]][])
    .filter(([mode]) => mode !== 'reconcile' || comparable)
    .map(([value, { label, help }]) => ({ value, label, detail: help }))
}

/** A rule in words: "every 15 minutes", "at 03:00, only on Sunday (0 3 * * 0)", "once a day, 02:00–05:00". */
export function ruleWords({ rule, cronWords }: Pick<Schedule, 'rule' | 'cronWords'>): string {
  if ('everyMinutes' in rule) return `every ${paceWords(rule.everyMinutes)}`
  if ('cron' in rule) {
    if (cronWords === null) return `cron ${rule.cron}`
    return `${cronWords.charAt(0).toLowerCase()}${cronWords.slice(1)} (${rule.cron})`
  }
  return `once a day, ${rule.window.from}–${rule.window.to}`
}

function paceWords(minutes: number): string {
  if (minutes % 10_080 === 0) return plural(minutes / 10_080, 'week')
  if (minutes % 1440 === 0) return plural(minutes / 1440, 'day')
  return minutes % 60 === 0 ? plural(minutes / 60, 'hour') : plural(minutes, 'minute')
}

const plural = (count: number, unit: string) => (count === 1 ? unit : `${count} ${unit}s`)
