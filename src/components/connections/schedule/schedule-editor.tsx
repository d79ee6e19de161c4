'use client'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { SyncEntity } from '#server/model/sync.ts'
import { useTRPC } from '#trpc/client.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { EntityChoice } from './entity-choice.tsx'
import { FirePreview } from './fire-preview.tsx'
import { saveEffects } from './save-effects.ts'
import { formField, type ScheduleForm, saveInput } from './schedule-form.ts'
import { modeChoices } from './schedule-words.ts'

type ScheduleEditorProps = {
  connectionId: string
  timeZone: string
  entities: SyncEntity[]
  /** Its POS sends notices, which a sync can be compared with. */
  sendsNotices: boolean
  /** What there is already. */
  taken: Outputs['schedules']['list']
  initial: ScheduleForm
  onClose: () => void
  onSaved: () => Promise<void>
}

const kinds = [
  { value: 'pace' as const, label: 'At a pace', detail: 'Every so many minutes' },
  { value: 'window' as const, label: 'Off-peak', detail: 'Once a day, between two times' },
  { value: 'cron' as const, label: 'Cron', detail: 'By an expression of five parts' },
]

/** Makes or changes a schedule; shows when it will start next while it is being written. */
export function ScheduleEditor(props: ScheduleEditorProps) {
  const { connectionId, timeZone, entities, sendsNotices, taken, initial, onClose, onSaved } = props
  const trpc = useTRPC()
  const id = useId()
  const save = useMutation({ ...trpc.schedules.save.mutationOptions(), meta: { quiet: true } })
  const form = useForm<ScheduleForm>({ defaultValues: initial })
  const { control, register, formState } = form
  const now = useWatch({ control }) as ScheduleForm
  const effects = saveEffects(now, taken)
  const modes = modeChoices(sendsNotices || initial.mode === 'reconcile')

  async function submit(values: ScheduleForm) {
    try {
      await save.mutateAsync(saveInput(connectionId, values))
      await onSaved()
      onClose()
    } catch (error) {
      const field = formField[fieldOf(error) ?? ''] ?? 'root'
      form.setError(field, { message: messageOf(error) }, { shouldFocus: true })
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={initial.id === undefined ? 'Add schedule' : 'Change schedule'}
      description={`Times are the store’s own, ${timeZone}.`}
      width="wide"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} look="primary" busy={save.isPending}>
            Save schedule
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => void form.handleSubmit(submit)(event)}
        className="flex flex-col gap-5"
      >
        <Controller
          control={control}
          name="entities"
          render={({ field }) => (
            <EntityChoice
              label="What is read"
              entities={entities}
              chosen={field.value}
              onChange={field.onChange}
              error={formState.errors.entities?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="mode"
          render={({ field }) => (
            <RadioCards
              label="How"
              columns={3}
              options={modes}
              value={field.value}
              onValueChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <RadioCards
              label="When"
              columns={3}
              options={kinds}
              value={field.value}
              onValueChange={field.onChange}
            />
          )}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          {now.kind === 'pace' && (
            <TextField
              label="Every … minutes"
              inputMode="numeric"
              error={formState.errors.everyMinutes?.message}
              {...register('everyMinutes')}
            />
          )}
          {now.kind === 'cron' && (
            <TextField
              label="Cron expression"
              help="Minute, hour, day, month, weekday: 0 */4 * * 1-5"
              error={formState.errors.cron?.message}
              {...register('cron')}
            />
          )}
          {now.kind === 'window' && (
            <>
              <TextField
                label="From"
                type="time"
                error={formState.errors.from?.message}
                {...register('from')}
              />
              <TextField label="To" type="time" error={formState.errors.to?.message} {...register('to')} />
            </>
          )}
          {now.kind !== 'window' && (
            <TextField
              label="Up to … minutes later"
              help="Spreads stores that are due at once."
              inputMode="decimal"
              error={formState.errors.jitterMinutes?.message}
              {...register('jitterMinutes')}
            />
          )}
        </div>
        <FirePreview connectionId={connectionId} timeZone={timeZone} form={now} />
        {effects.length > 0 && (
          <ul aria-live="polite" className="text-dense text-ink-muted">
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        )}
        {formState.errors.root !== undefined && (
          <p role="alert" className="text-dense text-failing">
            {formState.errors.root.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
