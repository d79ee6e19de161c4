'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { Suspense } from 'react'
import { methodOf } from '#components/connections/sign-in-method.ts'
import { SignInProblemNote } from '#components/connections/sign-in-problem-note.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { signInProblems } from '#lib/sign-in-problems.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMe } from '#trpc/use-me.ts'
import { StepList, type WizardStep, wizardSteps } from './step-list.tsx'
import { VendorStep } from './vendor-step.tsx'
import { WhereToFind } from './where-to-find.tsx'

const CredentialsStep = dynamic(() => import('./credentials-step.tsx').then((file) => file.CredentialsStep))
const CheckStep = dynamic(() => import('./check-step.tsx').then((file) => file.CheckStep))
const ScheduleStep = dynamic(() => import('./schedule-step.tsx').then((file) => file.ScheduleStep))
const FirstSyncStep = dynamic(() => import('./first-sync-step.tsx').then((file) => file.FirstSyncStep))

const urlState = {
  vendor: parseAsString,
  draft: parseAsString,
  step: parseAsStringLiteral(wizardSteps).withDefault('vendor'),
  store: parseAsString,
  /** Why a person has come back from the vendor's own page without a sign-in. */
  problem: parseAsStringLiteral(signInProblems),
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
  const signedIn =
    saved !== undefined &&
    (saved.hasToken || !manifest || methodOf(manifest, saved.signInMethod)?.interactive !== true)
  const reached: WizardStep =
    manifest === undefined
      ? 'vendor'
      : saved === undefined || !signedIn
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
          onGo={(next) => void setUrl({ step: next, problem: null })}
        />
        <div className="flex max-w-180 min-w-0 flex-col gap-5">
          {!loading && url.problem !== null && (
            <SignInProblemNote problem={url.problem} vendor={manifest?.name ?? 'the POS'} />
          )}
          {loading && <SkeletonText lines={6} />}
          {!loading && step === 'vendor' && offer.data !== undefined && (
            <VendorStep
              vendors={offer.data.vendors}
              onChoose={(vendor) => void setUrl({ vendor, step: 'credentials', problem: null })}
            />
          )}
          <Suspense fallback={<SkeletonText lines={6} />}>
            {!loading && step === 'credentials' && manifest !== undefined && offer.data !== undefined && (
              <CredentialsStep
                key={`${manifest.id}-${url.draft}`}
                manifest={manifest}
                offer={offer.data}
                stores={stores}
                draft={saved}
                preferredStoreId={url.store}
                onSaved={(draft, page) => {
                  void connection.refetch()
                  const step = page === null ? 'check' : 'credentials'
                  const moved = setUrl({ draft, vendor: null, step, problem: null })
                  if (page !== null) void moved.then(() => window.location.assign(page))
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
          </Suspense>
        </div>
        {manifest !== undefined && (step === 'credentials' || step === 'check') && (
          <WhereToFind manifest={manifest} />
        )}
      </div>
    </div>
  )
}
