'use client'
import { useMutation } from '@tanstack/react-query'
import { FormProvider, useForm } from 'react-hook-form'
import { fieldValues, ManifestFields } from '#components/connections/manifest-fields.tsx'
import {
  intervalValue,
  ScheduleFields,
  type ScheduleForm,
  scheduleOf,
} from '#components/connections/schedule-fields.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { useTRPC } from '#trpc/client.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'

type SetupForm = ScheduleForm & { settings: Record<string, string | number | boolean> }

type ScheduleStepProps = {
  manifest: Manifest
  draft: Outputs['connections']['get']
  onActivated: (runId: string) => void
}

/** What to sync and when; ends by starting the first sync. */
export function ScheduleStep({ manifest, draft, onActivated }: ScheduleStepProps) {
  const trpc = useTRPC()
  const update = useMutation({ ...trpc.connections.update.mutationOptions(), meta: { quiet: true } })
  const activate = useMutation({ ...trpc.connections.activate.mutationOptions(), meta: { quiet: true } })
  const form = useForm<SetupForm>({
    defaultValues: {
      everyMinutes: intervalValue(manifest.defaultSchedule.everyMinutes),
      entities: manifest.entities,
      settings: fieldValues(manifest.settings, draft.settings),
    },
  })

  async function save({ settings, ...schedule }: SetupForm) {
    try {
      await update.mutateAsync({ id: draft.id, settings })
      const { runId } = await activate.mutateAsync({ id: draft.id, schedule: scheduleOf(schedule) })
      onActivated(runId)
    } catch (error) {
      form.setError(
        (fieldOf(error) ?? 'root') as 'root',
        { message: messageOf(error) },
        { shouldFocus: true },
      )
    }
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit(save)(event)}
        className="flex flex-col gap-5"
      >
        <h2 className="text-md font-semibold">What to sync and when</h2>
        <ScheduleFields manifest={manifest} />
        {manifest.settings.length > 0 && (
          <section
            aria-labelledby="vendor-settings"
            className="flex flex-col gap-4 border-t border-line pt-4"
          >
            <h3 id="vendor-settings" className="font-semibold">
              How to read {manifest.name}
            </h3>
            <ManifestFields prefix="settings" fields={manifest.settings} />
          </section>
        )}
        {form.formState.errors.root !== undefined && (
          <p role="alert" className="text-dense text-failing">
            {form.formState.errors.root.message}
          </p>
        )}
        <div>
          <Button type="submit" look="primary" busy={update.isPending || activate.isPending}>
            Start first sync
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}
