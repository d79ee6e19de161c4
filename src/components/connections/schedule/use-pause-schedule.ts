'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { showToast } from '#components/ui/toast.tsx'
import { entityWords } from '#lib/entity-words.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { useTRPC } from '#trpc/client.ts'

type Schedule = { connectionId: string; id: string; entity: SyncEntity }

/** Pauses a schedule, which can be taken back, or lets it go on. */
export function usePauseSchedule() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  async function refresh() {
    await queryClient.invalidateQueries(trpc.schedules.pathFilter())
    await queryClient.invalidateQueries(trpc.connections.pathFilter())
  }
  const pause = useMutation(trpc.schedules.pause.mutationOptions({ onSuccess: refresh }))
  const resume = useMutation(trpc.schedules.resume.mutationOptions({ onSuccess: refresh }))
  return {
    resume: ({ connectionId, id }: Schedule) => resume.mutate({ connectionId, id }),
    pause: ({ connectionId, id, entity }: Schedule) =>
      pause.mutate(
        { connectionId, id },
        {
          onSuccess: () =>
            showToast({
              kind: 'good',
              title: 'Schedule paused',
              description: `${entityWords[entity].label} are not read by it until it is resumed.`,
              action: { label: 'Undo', onClick: () => resume.mutate({ connectionId, id }) },
            }),
        },
      ),
  }
}
