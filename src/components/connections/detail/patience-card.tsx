'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useFieldArray, useForm } from 'react-hook-form'
import { SelectControl } from '#components/forms/select-control.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Connection } from './connection.ts'

type Row = { attempts: string; deadlineSeconds: string }
type PatienceForm = Row & { operations: (Row & { operation: string })[] }

const rowOf = (set: { attempts?: number | undefined; deadlineSeconds?: number | undefined }): Row => ({
  attempts: String(set.attempts ?? ''),
  deadlineSeconds: String(set.deadlineSeconds ?? ''),
})
const setOf = ({ attempts, deadlineSeconds }: Row) => ({
  ...(attempts.trim() === '' ? {} : { attempts: Number(attempts) }),
  ...(deadlineSeconds.trim() === '' ? {} : { deadlineSeconds: Number(deadlineSeconds) }),
})

type PatienceCardProps = { connection: Connection; mayWrite: boolean }

/** How often and how long a call to this POS is tried: for all of them, and for single ones. */
export function PatienceCard({ connection, mayWrite }: PatienceCardProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const budget = useQuery(trpc.health.budget.queryOptions({ connectionId: connection.id }))
  const update = useMutation({ ...trpc.connections.update.mutationOptions(), meta: { quiet: true } })
  const { operations = {}, ...all } = connection.calls
  const form = useForm<PatienceForm>({
    values: {
      ...rowOf(all),
      operations: Object.entries(operations).map(([operation, set]) => ({ operation, ...rowOf(set) })),
    },
    resetOptions: { keepDirtyValues: true },
  })
  const rows = useFieldArray({ control: form.control, name: 'operations' })
  const taken = new Set(rows.fields.map(({ operation }) => operation))
  const others = (budget.data?.operations ?? []).filter((operation) => !taken.has(operation))

  async function save(values: PatienceForm) {
    const single = values.operations.map((row) => [row.operation, setOf(row)])
    const calls = { ...setOf(values), operations: Object.fromEntries(single) }
    try {
      await update.mutateAsync({ id: connection.id, calls })
      form.reset(values)
      showToast({ kind: 'good', title: 'Patience saved', description: 'It counts from the next sync on.' })
      await queryClient.invalidateQueries(trpc.connections.pathFilter())
    } catch (error) {
      form.setError('root', { message: messageOf(error) })
    }
  }

  return (
    <Card
      title="Patience with the POS"
      description="Where a field is empty, what suits this vendor holds. Only calls that are safe to repeat are tried again."
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Patience with the POS</legend>
          <div className="grid grid-cols-2 gap-3">
            <TextField label="Tries" inputMode="numeric" {...form.register('attempts')} />
            <TextField label="Seconds in all" inputMode="numeric" {...form.register('deadlineSeconds')} />
          </div>
          {rows.fields.map(({ id, operation }, index) => (
            <div key={id} className="flex flex-col gap-2 border-t border-line pt-3">
              <div className="flex items-center justify-between gap-2">
                <span className="min-w-0 break-words font-mono text-dense">{operation}</span>
                {mayWrite && (
                  <IconButton
                    label={`Treat ${operation} as the others`}
                    icon={<X />}
                    onClick={() => rows.remove(index)}
                  />
                )}
              </div>
              <div className="grid grid-cols-2 gap-3">
                <TextField
                  label={`Tries of ${operation}`}
                  inputMode="numeric"
                  {...form.register(`operations.${index}.attempts`)}
                />
                <TextField
                  label={`Seconds for ${operation}`}
                  inputMode="numeric"
                  {...form.register(`operations.${index}.deadlineSeconds`)}
                />
              </div>
            </div>
          ))}
          {mayWrite && others.length > 0 && (
            <div className="flex items-center gap-2 text-dense text-ink-muted">
              <Plus aria-hidden className="size-4 shrink-0" />
              <SelectControl
                aria-label="Set one kind of call apart"
                placeholder="Set one kind of call apart…"
                options={others.map((operation) => ({ value: operation, label: operation }))}
                value={null}
                onValueChange={(operation) => rows.append({ operation, ...rowOf({}) })}
              />
            </div>
          )}
          {form.formState.errors.root !== undefined && (
            <p role="alert" className="text-dense text-failing">
              {form.formState.errors.root.message}
            </p>
          )}
          {mayWrite && (
            <div className="flex gap-2">
              <Button type="submit" busy={update.isPending} disabled={!form.formState.isDirty}>
                Save patience
              </Button>
              {form.formState.isDirty && <Button onClick={() => form.reset()}>Discard changes</Button>}
            </div>
          )}
        </fieldset>
      </form>
    </Card>
  )
}
