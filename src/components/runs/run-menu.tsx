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
  // What an undo takes back is decided on the page of the sync that wrote it.
  const again = mode === 'undo' ? null : { connectionId, mode, entities, dry }
  const goes = run.status === 'planned' || run.status === 'running'
  const repeats = again !== null && run.endedAt !== null && run.status !== 'waiting_for_approval'
  if (!goes && !repeats) return null
  // Both are always there: a sync that ends must not put the one under the pointer of who wants the other.
  const items: MenuItem[] = [
    {
      label: dry ? 'Try again without writing' : 'Run again',
      icon: <RotateCw />,
      disabled: !repeats,
      onSelect: () => again && start.mutate(again),
    },
    { label: 'Cancel sync', icon: <Ban />, danger: true, disabled: !goes, onSelect: onCancel },
  ]
  const name = `${run.connectionName}, ${runModeLabels[mode].toLowerCase()}`
  return (
    <Menu trigger={<IconButton label={`Actions for ${name}`} icon={<MoreHorizontal />} />} items={items} />
  )
}
