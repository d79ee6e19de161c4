'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Pause, Play, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { RunNow } from '#components/runs/run-now.tsx'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import type { SyncMode } from '#server/model/sync.ts'
import { useTRPC } from '#trpc/client.ts'
import { useMay } from '#trpc/use-me.ts'
import type { Connection } from './connection.ts'

/** Sync now, pause and resume; for a draft, the way on. */
export function ConnectionActions({ connection }: { connection: Connection }) {
  const trpc = useTRPC()
  const push = useScopedPush()
  const queryClient = useQueryClient()
  const mayWrite = useMay('connections.write')
  const mayStart = useMay('runs.start')
  const refresh = () => queryClient.invalidateQueries(trpc.connections.pathFilter())
  const start = useMutation(
    trpc.runs.start.mutationOptions({ onSuccess: ({ runId }) => push(`/runs/${runId}`) }),
  )
  const resume = useMutation(
    trpc.connections.resume.mutationOptions({
      onSuccess: () => {
        showToast({ kind: 'good', title: 'Syncing goes on' })
        return refresh()
      },
    }),
  )
  const pause = useMutation(
    trpc.connections.pause.mutationOptions({
      onSuccess: () => {
        showToast({
          kind: 'good',
          title: 'Paused',
          description: 'Nothing is read from the POS until it is resumed.',
          action: { label: 'Undo', onClick: () => resume.mutate({ id: connection.id }) },
        })
        return refresh()
      },
    }),
  )
  const [choosing, setChoosing] = useState(false)
  const run = (mode: SyncMode, dry = false) => start.mutate({ connectionId: connection.id, mode, dry })

  if (connection.status === 'draft') {
    return mayWrite ? (
      <LinkButton look="primary" href={`/connections/new?draft=${connection.id}&step=check`}>
        Finish set-up
      </LinkButton>
    ) : null
  }
  return (
    <>
      {mayWrite && connection.status === 'active' && (
        <Button icon={<Pause />} busy={pause.isPending} onClick={() => pause.mutate({ id: connection.id })}>
          Pause
        </Button>
      )}
      {mayWrite && connection.status === 'paused' && (
        <Button
          look="primary"
          icon={<Play />}
          busy={resume.isPending}
          onClick={() => resume.mutate({ id: connection.id })}
        >
          Resume syncing
        </Button>
      )}
      {connection.activeRunId !== null && (
        <LinkButton href={`/runs/${connection.activeRunId}`} icon={<RefreshCw />}>
          Watch the sync
        </LinkButton>
      )}
      {mayStart && connection.activeRunId === null && connection.status === 'active' && (
        <span className="inline-flex">
          <Button
            look="primary"
            icon={<RefreshCw />}
            className="rounded-r-none"
            busy={start.isPending}
            onClick={() => run('incremental')}
          >
            Sync now
          </Button>
          <Menu
            trigger={
              <Button
                look="primary"
                className="rounded-l-none border-l-surface px-1.5"
                aria-label="Other ways to sync"
              >
                <ChevronDown />
              </Button>
            }
            items={[
              { label: 'Sync changes', onSelect: () => run('incremental') },
              { label: 'Sync everything', onSelect: () => run('full') },
              { label: 'Try without writing', onSelect: () => run('full', true) },
              { label: 'Choose what…', onSelect: () => setChoosing(true) },
            ]}
          />
        </span>
      )}
      {mayStart && connection.activeRunId !== null && connection.status === 'active' && (
        <Button onClick={() => setChoosing(true)}>Sync more…</Button>
      )}
      {mayStart && <RunNow connectionId={connection.id} open={choosing} onOpenChange={setChoosing} />}
    </>
  )
}
