'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

const fields = {
  gone: 'Products gone or hidden, %',
  zeroed: 'Stock that drops to nothing, %',
  repriced: 'Prices that move by over half, %',
} as const
type Limits = Record<keyof typeof fields, string>
const names = Object.keys(fields) as (keyof typeof fields)[]

/** How much one sync may change of what is known before a person is asked. */
export function GuardCard({ connectionId, mayWrite }: { connectionId: string; mayWrite: boolean }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const limits = useQuery(trpc.changes.limits.queryOptions({ connectionId }))
  const save = useMutation({ ...trpc.changes.setLimits.mutationOptions(), meta: { quiet: true } })
  const form = useForm<Limits>({
    values: {
      gone: percent(limits.data?.gone),
      zeroed: percent(limits.data?.zeroed),
      repriced: percent(limits.data?.repriced),
    },
    resetOptions: { keepDirtyValues: true },
  })
  async function submit(values: Limits) {
    const share = (name: keyof Limits) => Number(values[name]) / 100
    try {
      const next = { gone: share('gone'), zeroed: share('zeroed'), repriced: share('repriced') }
      await save.mutateAsync({ connectionId, limits: next })
      form.reset(values)
      showToast({ kind: 'good', title: 'Limits saved', description: 'They count from the next sync on.' })
      await queryClient.invalidateQueries(trpc.changes.limits.pathFilter())
    } catch (error) {
      form.setError('root', { message: messageOf(error) })
    }
  }
  return (
    <Card
      title="Guard"
      description="A sync that would change more than this stops before it writes anything and waits for a person."
    >
      {limits.isPending ? (
        <SkeletonText lines={2} />
      ) : (
        <form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
          <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
            <legend className="sr-only">Limits</legend>
            <div className="grid gap-4 sm:grid-cols-3">
              {names.map((name) => (
                <TextField
                  key={name}
                  label={fields[name]}
                  inputMode="numeric"
                  error={form.formState.errors[name]?.message}
                  {...form.register(name, {
                    validate: (value) =>
                      (value.trim() !== '' && Number(value) >= 0 && Number(value) <= 100) ||
                      'A number from 0 to 100.',
                  })}
                />
              ))}
            </div>
            {form.formState.errors.root !== undefined && (
              <p role="alert" className="text-dense text-failing">
                {form.formState.errors.root.message}
              </p>
            )}
            {mayWrite && (
              <div>
                <Button type="submit" busy={save.isPending} disabled={!form.formState.isDirty}>
                  Save limits
                </Button>
              </div>
            )}
          </fieldset>
        </form>
      )}
    </Card>
  )
}

const percent = (share: number | undefined) =>
  share === undefined ? '' : String(Math.round(share * 1000) / 10)
