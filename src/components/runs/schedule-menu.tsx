'use client'
import { MoreHorizontal, Pause, Play, RefreshCw } from 'lucide-react'
import { modeWords } from '#components/connections/schedule/schedule-words.ts'
import { usePauseSchedule } from '#components/connections/schedule/use-pause-schedule.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import { entityWords } from '#lib/entity-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { useStartRun } from './use-start-run.ts'

type Schedule = Outputs['schedules']['find']['rows'][number]

/** What can be done with a schedule from its row, by those who may. */
export function ScheduleMenu({ schedule }: { schedule: Schedule }) {
  const mayStart = useMay('runs.start')
  const mayWrite = useMay('connections.write')
  const start = useStartRun()
  const { pause, resume } = usePauseSchedule()
  const { connectionId, entity, mode, paused, connectionPaused } = schedule
  const items: MenuItem[] = []
  if (mayStart && !connectionPaused)
    items.push({
      label: 'Run now',
      icon: <RefreshCw />,
      onSelect: () => start.mutate({ connectionId, mode, entities: [entity] }),
    })
  if (mayWrite)
    items.push(
      paused
        ? { label: 'Resume', icon: <Play />, onSelect: () => resume(schedule) }
        : { label: 'Pause', icon: <Pause />, onSelect: () => pause(schedule) },
    )
  if (items.length === 0) return null
  const name = `${schedule.connectionName}, ${entityWords[entity].label}, ${modeWords[mode].label.toLowerCase()}`
  return (
    <Menu trigger={<IconButton label={`Actions for ${name}`} icon={<MoreHorizontal />} />} items={items} />
  )
}
