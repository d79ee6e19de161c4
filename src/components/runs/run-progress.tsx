'use client'
import { useMutation } from '@tanstack/react-query'
import clsx from 'clsx'
import { Ban, RotateCcw } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import { entityWords } from '#lib/entity-words.ts'
import { count, counted } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { RunFailed } from './run-failed.tsx'
import { useCancelRun } from './use-cancel-run.tsx'

type Run = Outputs['runs']['get']
type Phase = Run['phases'][number]

/** A run as it goes: phase by phase, with pace and time left; at its end a sentence with counts. */
export function RunProgress({ run }: { run: Run }) {
  const trpc = useTRPC()
  const mayStop = useMay('runs.start')
  const { cancel, busy, dialog } = useCancelRun([run])
  const push = useScopedPush()
  const retry = useMutation(
    trpc.runs.retry.mutationOptions({ onSuccess: ({ runId }) => push(`/runs/${runId}`) }),
  )
  const going = run.endedAt === null
  const waits = run.status === 'waiting_for_approval'
  return (
    <div className="flex flex-col gap-4" aria-live="polite">
      <div className="flex flex-wrap items-center gap-3">
        <RunStatusBadge status={run.status} failed={going ? 0 : run.failed} />
        <span className="tabular text-dense text-ink-muted">{going ? pace(run) : outcome(run)}</span>
        {going && mayStop && (
          <Button
            size="small"
            className="ml-auto"
            icon={<Ban />}
            busy={busy || run.status === 'cancelling'}
            onClick={() => cancel(run)}
          >
            Cancel sync
          </Button>
        )}
        {run.retriable && mayStop && (
          <Button
            size="small"
            className="ml-auto"
            icon={<RotateCcw />}
            busy={retry.isPending}
            onClick={() => retry.mutate({ id: run.id })}
          >
            Retry what failed
          </Button>
        )}
      </div>
      {run.errorMessage !== null && (
        <p
          role="alert"
          className={clsx(
            'rounded-control border p-3 text-dense',
            run.status === 'failed' || run.status === 'planned' || run.status === 'running'
              ? 'border-failing-line bg-failing-soft text-failing'
              : 'border-attention-line bg-attention-soft text-attention',
          )}
        >
          {run.errorMessage}
        </p>
      )}
      {run.phases
        .filter((phase) => phase.status !== 'waiting' || going)
        .map((phase) => {
          const held = waits && phase.step === 'write'
          return (
            <ProgressBar
              key={phase.entity}
              label={
                held ? `${entityWords[phase.entity].label}: read, waiting for approval` : phaseLabel(phase)
              }
              value={phase.read}
              total={held || phase.status === 'done' ? Math.max(phase.read, 1) : phase.total}
              detail={held ? heldDetail(phase) : phaseDetail(phase)}
            />
          )
        })}
      {!going && run.failed > 0 && <RunFailed run={run} />}
      {dialog}
    </div>
  )
}

function phaseDetail({ created, updated, unchanged, failed, deleted, pages }: Phase): string {
  const removed = deleted > 0 ? ` · ${count(deleted)} removed` : ''
  return `${count(created)} created · ${count(updated)} updated · ${count(unchanged)} unchanged · ${count(failed)} failed${removed} · ${counted(pages, 'page')}`
}

/** Of what is kept until somebody decides nothing is created or updated yet. */
function heldDetail({ read, unchanged, failed, pages }: Phase): string {
  return `${count(read - unchanged - failed)} would change · ${count(unchanged)} unchanged · ${count(failed)} failed · ${counted(pages, 'page')}`
}

const stepWords = {
  read: 'Reading',
  map: 'Understanding',
  write: 'Writing',
  reconcile: 'Looking for what is gone of',
} as const

function phaseLabel({ entity, status, step, error }: Phase): string {
  const { label, noun } = entityWords[entity]
  switch (status) {
    case 'waiting':
      return `${label}: waiting`
    case 'running':
      return `${stepWords[step ?? 'read']} ${noun === 'batch' ? 'batches' : `${noun}s`}`
    case 'done':
      return `${label}: done`
    case 'failed':
      return error === null ? `${label}: stopped by an error` : `${label}: given up. ${error}`
    case 'cancelled':
      return `${label}: cancelled`
  }
}

function pace(run: Run): string {
  if (run.status === 'planned') return 'Waiting for a worker'
  const parts = [`${count(run.read)} records`]
  if (run.recordsPerSecond !== null) parts.push(`${count(Math.round(run.recordsPerSecond))} a second`)
  if (run.secondsLeft !== null) parts.push(`about ${duration(run.secondsLeft * 1000)} left`)
  return parts.join(' · ')
}

function outcome(run: Run): string {
  const took =
    run.startedAt === null || run.workedUntil === null
      ? ''
      : ` in ${duration(run.workedUntil.getTime() - run.startedAt.getTime())}`
  const read = `${counted(run.read, 'record')} ${run.mode === 'undo' ? 'looked at' : 'read'}${took}`
  if (run.status === 'waiting_for_approval') return `${read}. Nothing of it is written yet.`
  return `${read}: ${count(run.created)} created, ${count(run.updated)} updated, ${count(run.unchanged)} unchanged, ${count(run.failed)} failed.`
}
