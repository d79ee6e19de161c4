'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarClock, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { showToast } from '#components/ui/toast.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { ScheduleEditor } from './schedule-editor.tsx'
import { newForm, type ScheduleForm, scheduleForm } from './schedule-form.ts'
import { ScheduleItem } from './schedule-item.tsx'
import { usePauseSchedule } from './use-pause-schedule.ts'

type Schedule = Outputs['schedules']['list'][number]
type ScheduleCardProps = {
  connection: Outputs['connections']['get']
  manifest: Manifest
  mayWrite: boolean
}

/** When a connection reads by itself: each schedule with its next moment, to be changed, paused and removed. */
export function ScheduleCard({ connection, manifest, mayWrite }: ScheduleCardProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [edited, setEdited] = useState<ScheduleForm | null>(null)
  const list = useQuery(trpc.schedules.list.queryOptions({ connectionId: connection.id }))
  async function refresh() {
    await queryClient.invalidateQueries(trpc.schedules.pathFilter())
    await queryClient.invalidateQueries(trpc.connections.pathFilter())
  }
  const save = useMutation(trpc.schedules.save.mutationOptions({ onSuccess: refresh }))
  const { pause, resume } = usePauseSchedule()
  const remove = useMutation(trpc.schedules.remove.mutationOptions({ onSuccess: refresh }))
  const of = ({ id }: Schedule) => ({ connectionId: connection.id, id })

  function removeWithUndo(schedule: Schedule) {
    const { entity, mode, rule, jitterSeconds, paused } = schedule
    const again = { connectionId: connection.id, entities: [entity], mode, rule, jitterSeconds, paused }
    remove.mutate(of(schedule), {
      onSuccess: () =>
        showToast({
          kind: 'good',
          title: 'Schedule removed',
          action: { label: 'Undo', onClick: () => save.mutate(again) },
        }),
    })
  }

  const entities = connection.entities.length > 0 ? connection.entities : manifest.entities
  return (
    <Card
      title="Schedule"
      description={`In the store’s own time, ${connection.timeZone}.`}
      flush
      actions={
        mayWrite && (
          <Button size="small" icon={<Plus />} onClick={() => setEdited(newForm(entities))}>
            Add schedule
          </Button>
        )
      }
    >
      {list.isPending && (
        <div className="p-4">
          <SkeletonText lines={4} />
        </div>
      )}
      {list.isError && (
        <ErrorState
          title="The schedules could not be loaded."
          message={messageOf(list.error)}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data?.length === 0 && (
        <EmptyState icon={<CalendarClock />} title="Synced only by hand.">
          Without a schedule, records are read when somebody presses “Sync now”.
        </EmptyState>
      )}
      {connection.status === 'paused' && list.data !== undefined && list.data.length > 0 && (
        <p className="border-b border-line px-4 py-2 text-dense text-ink-muted">
          The connection is paused: nothing of this starts until syncing is resumed.
        </p>
      )}
      <ul>
        {list.data?.map((schedule) => (
          <ScheduleItem
            key={schedule.id}
            schedule={schedule}
            timeZone={connection.timeZone}
            {...(mayWrite && {
              onEdit: () => setEdited(scheduleForm(schedule)),
              onPause: () => pause({ ...of(schedule), entity: schedule.entity }),
              onResume: () => resume({ ...of(schedule), entity: schedule.entity }),
              onRemove: () => removeWithUndo(schedule),
            })}
          />
        ))}
      </ul>
      {edited !== null && (
        <ScheduleEditor
          connectionId={connection.id}
          timeZone={connection.timeZone}
          entities={entities}
          sendsNotices={manifest.capabilities.webhooks !== null}
          taken={list.data ?? []}
          initial={edited}
          onClose={() => setEdited(null)}
          onSaved={refresh}
        />
      )}
    </Card>
  )
}
