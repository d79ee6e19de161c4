'use client'
import { Ban, MoreHorizontal, RotateCw } from 'lucide-react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import type { Outputs } from '#trpc/types.ts'
import { runModeLabels } from './run-words.ts'
import { useStartRun } from './use-start-run.ts'

type Run = Outputs['runs']['list']['rows'][number]

/** What can be done with a sync from its row: cancel it while it goes, run the same again once it is over. */
export function RunMenu({ run, onCancel }: { run: Run; onCancel: () => void }) {
  const start = useStartRun()
  const { connectionId, mode, entities, dry } = run
  const items: MenuItem[] = []
  if (run.status === 'planned' || run.status === 'running')
    items.push({ label: 'Cancel sync', icon: <Ban />, danger: true, onSelect: onCancel })
  // What an undo takes back is decided on the page of the sync that wrote it.
  if (run.endedAt !== null && run.status !== 'waiting_for_approval' && mode !== 'undo')
    items.push({
      label: dry ? 'Try again without writing' : 'Run again',
      icon: <RotateCw />,
      onSelect: () => start.mutate({ connectionId, mode, entities, dry }),
    })
  if (items.length === 0) return null
  const name = `${run.connectionName}, ${runModeLabels[mode].toLowerCase()}`
  return (
    <Menu trigger={<IconButton label={`Actions for ${name}`} icon={<MoreHorizontal />} />} items={items} />
  )
}
