'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMe } from '#trpc/use-me.ts'
import { CheckStep } from './check-step.tsx'
import { CredentialsStep } from './credentials-step.tsx'
import { FirstSyncStep } from './first-sync-step.tsx'
import { ScheduleStep } from './schedule-step.tsx'
import { StepList, type WizardStep, wizardSteps } from './step-list.tsx'
import { VendorStep } from './vendor-step.tsx'
import { WhereToFind } from './where-to-find.tsx'

const urlState = {
  vendor: parseAsString,
  draft: parseAsString,
  step: parseAsStringLiteral(wizardSteps).withDefault('vendor'),
  store: parseAsString,
}

/** From a vendor to a first sync. Where it stands is in the URL, so it can be left and taken up again. */
export function ConnectionWizard() {
  const trpc = useTRPC()
  const { stores } = useMe()
  const [url, setUrl] = useQueryStates(urlState, { history: 'push' })
  const offer = useQuery(trpc.vendors.list.queryOptions())
  const connection = useQuery(
    trpc.connections.get.queryOptions(url.draft === null ? skipToken : { id: url.draft }),
  )
  const failed = [offer, connection].find((query) => query.isError)
  if (failed !== undefined) {
    return (
      <ErrorState
        title="The set-up could not be loaded."
        message={messageOf(failed.error)}
        onRetry={() => void failed.refetch()}
      />
    )
  }

  const saved = connection.data
  const manifest = offer.data?.vendors.find(({ id }) => id === (url.vendor ?? saved?.vendor))
  const runId = saved?.activeRunId ?? saved?.lastRun?.id ?? null
  const active = saved !== undefined && saved.status !== 'draft'
  const reached: WizardStep =
    manifest === undefined
      ? 'vendor'
      : saved === undefined
        ? 'credentials'
        : saved.lastCheck?.ok !== true
          ? 'check'
          : active
            ? 'sync'
            : 'schedule'
  // Once it is set up there is nothing to go back to: settings have a page of their own.
  const step = active
    ? 'sync'
    : (wizardSteps[Math.min(wizardSteps.indexOf(url.step), wizardSteps.indexOf(reached))] ?? 'vendor')
  const loading = offer.isPending || (url.draft !== null && connection.isPending)

  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Connect a store"
        description="Choose the store’s POS, sign in, and watch the first sync. It can be left and taken up again."
        trail={[{ label: 'Connections', href: '/connections' }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[208px_minmax(0,1fr)_288px]">
        <StepList
          current={step}
          reached={active ? 'vendor' : reached}
          onGo={(next) => void setUrl({ step: next })}
        />
        <div className="max-w-180 min-w-0">
          {loading && <SkeletonText lines={6} />}
          {!loading && step === 'vendor' && offer.data !== undefined && (
            <VendorStep
              vendors={offer.data.vendors}
              onChoose={(vendor) => void setUrl({ vendor, step: 'credentials' })}
            />
          )}
          {!loading && step === 'credentials' && manifest !== undefined && offer.data !== undefined && (
            <CredentialsStep
              key={`${manifest.id}-${url.draft}`}
              manifest={manifest}
              simulatorAvailable={offer.data.simulatorAvailable}
              stores={stores}
              draft={saved}
              preferredStoreId={url.store}
              onSaved={(draft) => {
                void connection.refetch()
                void setUrl({ draft, vendor: null, step: 'check' })
              }}
            />
          )}
          {step === 'check' && saved !== undefined && (
            <CheckStep
              key={saved.id}
              draft={saved}
              onEdit={() => void setUrl({ step: 'credentials' })}
              onPassed={() => void setUrl({ step: 'schedule' })}
            />
          )}
          {step === 'schedule' && saved !== undefined && manifest !== undefined && (
            <ScheduleStep
              manifest={manifest}
              draft={saved}
              onActivated={() => {
                void connection.refetch()
                void setUrl({ step: 'sync' })
              }}
            />
          )}
          {step === 'sync' && saved !== undefined && runId !== null && (
            <FirstSyncStep runId={runId} connectionId={saved.id} />
          )}
        </div>
        {manifest !== undefined && (step === 'credentials' || step === 'check') && (
          <WhereToFind manifest={manifest} />
        )}
      </div>
    </div>
  )
}
