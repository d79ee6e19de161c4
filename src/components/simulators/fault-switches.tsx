'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SelectField } from '#components/forms/select-field.tsx'
import { useTRPC } from '#trpc/client.ts'
import { rateOptions } from './rate-options.ts'
import type { Simulator } from './simulator.ts'

type Faults = Simulator['faults']
type Rate =
  | 'serverErrorRate'
  | 'rateLimitRate'
  | 'slowRate'
  | 'slowBodyRate'
  | 'cutRate'
  | 'truncateRate'
  | 'htmlRate'
  | 'dropRate'

const switches: { rate: Rate; label: string }[] = [
  { rate: 'serverErrorRate', label: 'Server errors (5xx)' },
  { rate: 'rateLimitRate', label: 'Too many requests (429)' },
  { rate: 'slowRate', label: 'Slow answers' },
  { rate: 'slowBodyRate', label: 'Answers that stall half-way' },
  { rate: 'cutRate', label: 'Answers cut off' },
  { rate: 'truncateRate', label: 'Truncated JSON' },
  { rate: 'htmlRate', label: 'HTML error pages' },
  { rate: 'dropRate', label: 'Dropped connections' },
]
const lifetimes = [
  { value: '7200', label: '2 hours' },
  { value: '60', label: '1 minute' },
  { value: '5', label: '5 seconds' },
]

/** How often the simulator misbehaves, kind by kind; each choice counts at once. */
export function FaultSwitches({ simulator }: { simulator: Simulator }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const save = useMutation(
    trpc.simulators.setFaults.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.simulators.pathFilter()),
    }),
  )
  const faults: Faults = save.isPending ? save.variables.faults : simulator.faults
  const set = (change: Partial<Faults>) =>
    save.mutate({ vendor: simulator.vendor, faults: { ...faults, ...change } })
  return (
    <section
      aria-label={`${simulator.name}: faults`}
      className="grid grid-cols-2 content-start items-end gap-3"
    >
      {switches.map(({ rate, label }) => (
        <SelectField
          key={rate}
          label={label}
          options={rateOptions(faults[rate], 'requests')}
          value={String(faults[rate])}
          onValueChange={(value) => set({ [rate]: Number(value) })}
        />
      ))}
      <SelectField
        label="Access tokens last"
        options={withCurrent(
          lifetimes.map(({ value }) => value),
          String(faults.tokenLifetimeSeconds),
        ).map((value) => ({
          value,
          label: lifetimes.find((each) => each.value === value)?.label ?? `${value} seconds`,
        }))}
        value={String(faults.tokenLifetimeSeconds)}
        onValueChange={(value) => set({ tokenLifetimeSeconds: Number(value) })}
      />
    </section>
  )
}

function withCurrent(values: readonly string[], current: string): string[] {
  return values.includes(current) ? [...values] : [current, ...values]
}
