'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormProvider, useForm } from 'react-hook-form'
import { GuardCard } from '#components/changes/guard-card.tsx'
import { fieldValues, ManifestFields } from '#components/connections/manifest-fields.tsx'
import { ScheduleCard } from '#components/connections/schedule/schedule-card.tsx'
import { EntityFields } from '#components/connections/schedule-fields.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { CreationPolicyCard } from '#components/review/creation-policy-card.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { showToast } from '#components/ui/toast.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { useTRPC } from '#trpc/client.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import type { Connection } from './connection.ts'
import { PatienceCard } from './patience-card.tsx'
import { RemoveConnection } from './remove-connection.tsx'
import { SignInCard } from './sign-in-card.tsx'

type SettingsForm = {
  name: string
  entities: SyncEntity[]
  settings: Record<string, string | number | boolean>
}

/** Name and reading of a connection; its schedules; its sign-in; its removal. */
export function SettingsTab({ connection }: { connection: Connection }) {
  const trpc = useTRPC()
  const offer = useQuery(trpc.vendors.list.queryOptions())
  const mayWrite = useMay('connections.write')
  const manifest = offer.data?.vendors.find(({ id }) => id === connection.vendor)
  if (manifest === undefined) return <SkeletonText lines={6} />
  return (
    <div className="flex max-w-180 flex-col gap-4">
      <SettingsCard connection={connection} manifest={manifest} mayWrite={mayWrite} />
      {connection.status !== 'draft' && (
        <ScheduleCard connection={connection} manifest={manifest} mayWrite={mayWrite} />
      )}
      <SignInCard
        connection={connection}
        manifest={manifest}
        callbackUrl={offer.data?.callbackUrls[manifest.id]}
        mayWrite={mayWrite}
      />
      {connection.status !== 'draft' && (
        <CreationPolicyCard connectionId={connection.id} mayWrite={mayWrite} />
      )}
      {connection.status !== 'draft' && <GuardCard connectionId={connection.id} mayWrite={mayWrite} />}
      <PatienceCard connection={connection} mayWrite={mayWrite} />
      {mayWrite && <RemoveConnection connection={connection} />}
    </div>
  )
}

type SettingsCardProps = { connection: Connection; manifest: Manifest; mayWrite: boolean }

function SettingsCard({ connection, manifest, mayWrite }: SettingsCardProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const update = useMutation({ ...trpc.connections.update.mutationOptions(), meta: { quiet: true } })
  const form = useForm<SettingsForm>({
    values: {
      name: connection.name,
      entities: connection.entities.length > 0 ? connection.entities : manifest.entities,
      settings: fieldValues(manifest.settings, connection.settings),
    },
    resetOptions: { keepDirtyValues: true },
  })

  async function save(values: SettingsForm) {
    try {
      await update.mutateAsync({ id: connection.id, ...values })
      form.reset(values)
      showToast({ kind: 'good', title: 'Settings saved', description: 'They count from the next sync on.' })
      await queryClient.invalidateQueries(trpc.connections.pathFilter())
      await queryClient.invalidateQueries(trpc.schedules.pathFilter())
    } catch (error) {
      form.setError(
        (fieldOf(error) ?? 'root') as 'root',
        { message: messageOf(error) },
        { shouldFocus: true },
      )
    }
  }

  return (
    <Card title="Name and reading">
      <FormProvider {...form}>
        <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
          <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-5">
            <legend className="sr-only">Settings</legend>
            <TextField
              label="Name of the connection"
              error={form.formState.errors.name?.message}
              {...form.register('name', { required: 'Give the connection a name.' })}
            />
            <EntityFields manifest={manifest} />
            <ManifestFields prefix="settings" fields={manifest.settings} />
            {form.formState.errors.root !== undefined && (
              <p role="alert" className="text-dense text-failing">
                {form.formState.errors.root.message}
              </p>
            )}
            {mayWrite && (
              <div className="flex gap-2">
                <Button
                  type="submit"
                  look="primary"
                  busy={update.isPending}
                  disabled={!form.formState.isDirty}
                >
                  Save settings
                </Button>
                {form.formState.isDirty && <Button onClick={() => form.reset()}>Discard changes</Button>}
              </div>
            )}
          </fieldset>
        </form>
      </FormProvider>
    </Card>
  )
}
