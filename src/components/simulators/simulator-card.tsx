'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw, Shuffle } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { count, counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { FaultSwitches } from './fault-switches.tsx'
import { NoticesSection } from './notices-section.tsx'
import { RequestLog } from './request-log.tsx'
import type { Simulator } from './simulator.ts'

/** One pretend POS: how to sign in, its stores, its faults, what it was asked lately. */
export function SimulatorCard({ simulator }: { simulator: Simulator }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [resetting, setResetting] = useState(false)
  const vendors = useQuery(trpc.vendors.list.queryOptions())
  const manifest = vendors.data?.vendors.find(({ id }) => id === simulator.vendor)
  const method = manifest?.signInMethods.find(({ id }) => id === simulator.signIn.method)
  const refresh = () => queryClient.invalidateQueries(trpc.simulators.pathFilter())
  const change = useMutation(
    trpc.simulators.change.mutationOptions({
      onSuccess: ({ name, field, before, after }) => {
        showToast({
          kind: 'good',
          title: `${name} changed at the POS`,
          description: `${field}: ${before ?? '—'} → ${after ?? '—'}. ${simulator.notices?.subscriptions ? 'A notice of it, or the next sync, brings it here.' : 'The next sync brings it here.'}`,
        })
        return refresh()
      },
    }),
  )
  const reset = useMutation(
    trpc.simulators.reset.mutationOptions({
      onSuccess: () => {
        setResetting(false)
        showToast({ kind: 'good', title: `The ${simulator.name} simulator starts over` })
        return refresh()
      },
    }),
  )
  return (
    <Card
      title={simulator.name}
      description={`${counted(simulator.products, 'product')} · ${count(simulator.requests)} requests answered · ${count(simulator.rejected)} over the limit`}
      actions={
        <Button size="small" icon={<RotateCcw />} onClick={() => setResetting(true)}>
          Start over
        </Button>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
        <section aria-label={`${simulator.name}: stores and sign-in`} className="flex flex-col gap-4">
          <KeyValueList
            items={Object.entries(simulator.signIn.fields).map(([name, value]) => ({
              label: method?.fields.find((field) => field.name === name)?.label ?? name,
              value: (
                <span className="inline-flex max-w-full items-center gap-1">
                  <code className="min-w-0 break-all font-mono text-xs">{value}</code>
                  <CopyButton text={value} label={`Copy ${name}`} />
                </span>
              ),
            }))}
          />
          <ul className="flex flex-col divide-y divide-line">
            {simulator.stores.map((store) => (
              <li key={store.key} className="flex items-center gap-3 py-1.5 text-dense">
                <span className="min-w-0 flex-1">
                  {store.name}{' '}
                  <code className="font-mono text-xs text-ink-muted max-sm:hidden">{store.key}</code>
                </span>
                <span className="tabular text-ink-muted">{counted(store.products, 'product')}</span>
                <Button
                  size="small"
                  icon={<Shuffle />}
                  busy={change.isPending && change.variables.storeKey === store.key}
                  onClick={() => change.mutate({ vendor: simulator.vendor, storeKey: store.key })}
                >
                  Change a product
                </Button>
              </li>
            ))}
          </ul>
        </section>
        <FaultSwitches simulator={simulator} />
      </div>
      {simulator.notices && <NoticesSection simulator={simulator} notices={simulator.notices} />}
      <RequestLog vendor={simulator.vendor} />
      <ConfirmDialog
        open={resetting}
        onOpenChange={setResetting}
        title={`Start the ${simulator.name} simulator over?`}
        confirmLabel="Start over"
        busy={reset.isPending}
        onConfirm={() => reset.mutate({ vendor: simulator.vendor })}
      >
        Its stores go back to how they began: every change made at it since, its faults, its subscriptions and
        its log are lost. What Cairn has read stays, and the next sync brings the difference.
      </ConfirmDialog>
    </Card>
  )
}
