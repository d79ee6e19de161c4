'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EntityChoice } from '#components/connections/schedule/entity-choice.tsx'
import { modeChoices } from '#components/connections/schedule/schedule-words.ts'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { SelectField } from '#components/forms/select-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Inputs } from '#trpc/types.ts'
import { startedWords } from './run-words.ts'

type Mode = Inputs['runs']['start']['mode']

export type RunNowProps = {
  /** Absent: one is to be chosen. */
  connectionId?: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What `RunNow` brings when it is opened. */
export function RunNowDialog({ connectionId, open, onOpenChange }: RunNowProps) {
  const trpc = useTRPC()
  const push = useScopedPush()
  const [chosenId, setChosenId] = useState(connectionId ?? null)
  const [wanted, setWanted] = useState<Mode>('incremental')
  const [left, setLeft] = useState<SyncEntity[]>([])
  const connections = useQuery(
    trpc.connections.list.queryOptions({}, { enabled: open && connectionId === undefined }),
  )
  const connection = useQuery(
    trpc.connections.get.queryOptions({ id: chosenId ?? '' }, { enabled: open && chosenId !== null }),
  )
  const vendors = useQuery(trpc.vendors.list.queryOptions(undefined, { enabled: open }))
  const manifest = vendors.data?.vendors.find(({ id }) => id === connection.data?.vendor)
  const offered = manifest?.entities ?? []
  const modes = modeChoices(manifest?.capabilities.webhooks !== null)
  // Another connection may not offer what was chosen for the one before.
  const mode = modes.some(({ value }) => value === wanted) ? wanted : 'incremental'
  const entities = connection.data?.entities.length ? connection.data.entities : offered
  const chosen = entities.filter((entity) => !left.includes(entity))
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: (started) => {
        const words = startedWords(started, chosen)
        // A sync that does all that was asked for needs no words: here it is.
        if (words.description !== undefined) showToast({ kind: 'good', ...words })
        onOpenChange(false)
        push(`/runs/${started.runId}`)
      },
    }),
  )
  const active = connections.data?.filter(({ status }) => status === 'active') ?? []

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Sync now"
      width="wide"
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            busy={start.isPending}
            disabled={chosenId === null || chosen.length === 0}
            onClick={() =>
              chosenId && start.mutate({ connectionId: chosenId, mode, entities: chosen, dry: true })
            }
          >
            Try without writing
          </Button>
          <Button
            look="primary"
            busy={start.isPending}
            disabled={chosenId === null || chosen.length === 0}
            onClick={() => chosenId && start.mutate({ connectionId: chosenId, mode, entities: chosen })}
          >
            Start sync
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {connectionId === undefined && (
          <SelectField
            label="Connection"
            options={active.map(({ id, name, storeName }) => ({ value: id, label: name, detail: storeName }))}
            value={chosenId}
            onValueChange={setChosenId}
          />
        )}
        {entities.length > 0 && (
          <EntityChoice
            label="What is read"
            entities={entities}
            chosen={chosen}
            onChange={(next) => setLeft(entities.filter((entity) => !next.includes(entity)))}
            error={chosen.length === 0 ? 'Choose at least one.' : undefined}
          />
        )}
        <RadioCards label="How" columns={3} options={modes} value={mode} onValueChange={setWanted} />
      </div>
    </Dialog>
  )
}
