'use client'
import { MoreHorizontal, Pause } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { entityWords } from '#lib/entity-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { modeWords, ruleWords } from './schedule-words.ts'

type ScheduleItemProps = {
  schedule: Outputs['schedules']['list'][number]
  timeZone: string
  /** Absent for people who may only look. */
  onEdit?: () => void
  onPause?: () => void
  onResume?: () => void
  onRemove?: () => void
}

/** One schedule as a sentence: "Products · changes · every 15 minutes · next in 4 min". */
export function ScheduleItem(props: ScheduleItemProps) {
  const { schedule, timeZone, onEdit, onPause, onResume, onRemove } = props
  const { entity, mode, paused, nextFireAt, last } = schedule
  const name = `${entityWords[entity].label}, ${modeWords[mode].label.toLowerCase()}`
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className="font-medium">{entityWords[entity].label}</span>
          <span className="text-ink-muted">
            {' · '}
            {modeWords[mode].label.toLowerCase()}
            {' · '}
            {ruleWords(schedule)}
          </span>
        </p>
        <p className="flex flex-wrap items-center gap-x-1 text-dense text-ink-muted">
          {paused ? (
            <Badge icon={<Pause />}>Paused</Badge>
          ) : (
            <span>
              next <TimeAgo at={nextFireAt} timeZone={timeZone} never="never" />
            </span>
          )}
          {last !== null && (
            <span>
              · last <TimeAgo at={last.firedAt} timeZone={timeZone} />
              {last.runId === null ? (
                ' (was being read already)'
              ) : (
                <>
                  {' '}
                  <ScopedLink href={`/runs/${last.runId}`} className="text-accent-ink underline">
                    its sync
                  </ScopedLink>
                </>
              )}
            </span>
          )}
        </p>
      </div>
      {onEdit && onPause && onResume && onRemove && (
        <Menu
          trigger={<IconButton label={`Change ${name}`} icon={<MoreHorizontal />} />}
          items={[
            { label: 'Edit…', onSelect: onEdit },
            paused ? { label: 'Resume', onSelect: onResume } : { label: 'Pause', onSelect: onPause },
            { kind: 'separator' },
            { label: 'Remove', danger: true, onSelect: onRemove },
          ]}
        />
      )}
    </li>
  )
}
