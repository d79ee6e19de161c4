'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { showServerError } from '#components/forms/show-server-error.ts'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

type Letter = Outputs['queue']['deadLetter']
type Field = Letter['fields'][number]

/** The payload of a job as a form. What it may hold, the server says; the original keeps its own. */
export function EditPayload({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const form = useForm<Record<string, string>>({
    defaultValues: Object.fromEntries(
      letter.fields.map(({ name }) => [name, String(letter.payload[name] ?? '')]),
    ),
  })
  const edit = useMutation(
    trpc.queue.edit.mutationOptions({
      onSuccess: ({ jobId }) => {
        showToast({
          kind: 'good',
          title: jobId === null ? 'A job like this waits already' : 'The edited job is in the queue',
        })
        onClose()
      },
      onError: (error) => showServerError(form, error),
      onSettled: () => queryClient.invalidateQueries(trpc.queue.pathFilter()),
    }),
  )
  const submit = form.handleSubmit((values) =>
    edit.mutate({
      id: letter.id,
      payload: Object.fromEntries(
        letter.fields.flatMap((field) => {
          const value = typedValue(field, values[field.name] ?? '')
          return value === undefined ? [] : [[field.name, value]]
        }),
      ),
    }),
  )
  const { errors } = form.formState
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4" aria-label="Edit and retry">
      <FormAlert message={errors.root?.message} />
      {letter.fields.map((field) => (
        <TextField
          key={field.name}
          label={field.name}
          help={helpOf(field)}
          optional={!field.required}
          error={errors[field.name]?.message}
          {...form.register(field.name)}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={edit.isPending}>
          Retry edited job
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}

const helpOf = ({ id, kind }: Field) => (id ? 'An id' : kind === 'boolean' ? 'true or false' : undefined)

/** What a field's text stands for; nothing when it was left empty. */
function typedValue({ kind }: Field, text: string): string | number | boolean | undefined {
  const given = text.trim()
  if (given === '') return undefined
  if (kind === 'number') return Number(given)
  return kind === 'boolean' && (given === 'true' || given === 'false') ? given === 'true' : given
}
