'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SelectField } from '#components/forms/select-field.tsx'
import { count, counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { NoticeLine } from './notice-line.tsx'
import { rateOptions } from './rate-options.ts'
import type { Notices, Simulator } from './simulator.ts'

type Faults = Notices['faults']
type Rate = 'duplicateRate' | 'delayRate' | 'reorderRate' | 'dropRate' | 'forgeRate'

const switches: { rate: Rate; label: string }[] = [
  { rate: 'duplicateRate', label: 'Notices sent twice' },
  { rate: 'delayRate', label: 'Notices held back' },
  { rate: 'reorderRate', label: 'Notices in the wrong order' },
  { rate: 'dropRate', label: 'Notices never sent' },
  { rate: 'forgeRate', label: 'Forged notices besides' },
]

/** What a simulator has told its subscribers, how that goes wrong, and a line to somebody new. */
export function NoticesSection({ simulator, notices }: { simulator: Simulator; notices: Notices }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const save = useMutation(
    trpc.simulators.setNoticeFaults.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.simulators.pathFilter()),
    }),
  )
  const faults: Faults = save.isPending ? save.variables.faults : notices.faults
  return (
    <section
      aria-label={`${simulator.name}: notices`}
      className="mt-4 flex flex-col gap-4 border-t border-line pt-4"
    >
      <p className="text-dense text-ink-muted">
        {`${counted(notices.subscriptions, 'subscription')} · ${counted(notices.delivered, 'notice')} delivered · ${count(notices.waiting)} on the way · ${count(notices.failed)} given up`}
      </p>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        {switches.map(({ rate, label }) => (
          <SelectField
            key={rate}
            label={label}
            options={rateOptions(faults[rate], 'notices')}
            value={String(faults[rate])}
            onValueChange={(value) =>
              save.mutate({ vendor: simulator.vendor, faults: { ...faults, [rate]: Number(value) } })
            }
          />
        ))}
      </div>
      {(notices.portal.topics.length > 0 || notices.trial) && (
        <NoticeLine simulator={simulator} notices={notices} />
      )}
    </section>
  )
}
