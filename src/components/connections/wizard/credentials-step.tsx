'use client'
import { useMutation } from '@tanstack/react-query'
import { Controller, FormProvider, useForm, useWatch } from 'react-hook-form'
import { fieldValues, ManifestFields } from '#components/connections/manifest-fields.tsx'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { SelectField } from '#components/forms/select-field.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { useTRPC } from '#trpc/client.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'

type Draft = Outputs['connections']['get']
type CredentialsForm = {
  storeId: string
  name: string
  endpoint: 'live' | 'simulator'
  signInMethod: string
  credentials: Record<string, string | number | boolean>
}

type CredentialsStepProps = {
  manifest: Manifest
  simulatorAvailable: boolean
  stores: readonly { id: string; name: string }[]
  /** What was entered before; its secrets stay on the server. */
  draft: Draft | undefined
  preferredStoreId: string | null
  onSaved: (draftId: string) => void
}

/** Which store, and how to sign in to its POS. */
export function CredentialsStep(props: CredentialsStepProps) {
  const { manifest, simulatorAvailable, stores, draft, preferredStoreId, onSaved } = props
  const trpc = useTRPC()
  const quiet = { meta: { quiet: true } }
  const create = useMutation({ ...trpc.connections.createDraft.mutationOptions(), ...quiet })
  const update = useMutation({ ...trpc.connections.updateDraft.mutationOptions(), ...quiet })
  const store = stores.find(({ id }) => id === (draft?.storeId ?? preferredStoreId)) ?? stores[0]
  const firstMethod = manifest.signInMethods[0]
  const kept = draft?.vendor === manifest.id ? draft : undefined
  const form = useForm<CredentialsForm>({
    defaultValues: {
      storeId: store?.id ?? '',
      name: kept?.name ?? `${store?.name ?? 'Store'} · ${manifest.name}`,
      endpoint: kept?.endpoint ?? (simulatorAvailable ? 'simulator' : 'live'),
      signInMethod: kept?.signInMethod ?? firstMethod?.id ?? '',
      credentials: fieldValues(manifest.signInMethods.flatMap((method) => method.fields)),
    },
  })
  const methodId = useWatch({ control: form.control, name: 'signInMethod' })
  const method = manifest.signInMethods.find(({ id }) => id === methodId) ?? firstMethod
  const stored = new Set(kept?.signInMethod === methodId ? kept.credentialNames.map(({ name }) => name) : [])

  async function save(values: CredentialsForm) {
    const credentials = Object.fromEntries(
      (method?.fields ?? []).map(({ name }) => [name, String(values.credentials[name] ?? '')]),
    )
    const settings = kept?.settings ?? fieldValues(manifest.settings)
    const input = { ...values, vendor: manifest.id, credentials, settings }
    try {
      const saved =
        draft === undefined
          ? await create.mutateAsync(input)
          : await update.mutateAsync({ id: draft.id, ...input })
      onSaved(saved.id)
    } catch (error) {
      const field = fieldOf(error)
      form.setError((field ?? 'root') as 'root', { message: messageOf(error) }, { shouldFocus: true })
    }
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit(save)(event)}
        className="flex flex-col gap-5"
      >
        <h2 className="text-md font-semibold">Sign in to {manifest.name}</h2>
        <Controller
          control={form.control}
          name="storeId"
          rules={{ required: 'Choose the store this POS belongs to.' }}
          render={({ field, fieldState }) => (
            <SelectField
              label="Store"
              options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              value={field.value}
              onValueChange={(storeId) => {
                const before = stores.find(({ id }) => id === field.value)
                const after = stores.find(({ id }) => id === storeId)
                const untouched = form.getValues('name') === `${before?.name} · ${manifest.name}`
                if (untouched && after) form.setValue('name', `${after.name} · ${manifest.name}`)
                field.onChange(storeId)
              }}
              error={fieldState.error?.message}
              ref={field.ref}
            />
          )}
        />
        <TextField
          label="Name of the connection"
          help="What you and your colleagues will see in lists."
          error={form.formState.errors.name?.message}
          {...form.register('name', { required: 'Give the connection a name.' })}
        />
        {simulatorAvailable && (
          <Controller
            control={form.control}
            name="endpoint"
            render={({ field }) => (
              <RadioCards
                label="Where to connect"
                columns={2}
                options={[
                  {
                    value: 'simulator',
                    label: 'Demo simulator',
                    detail: 'A pretend store on this machine. Its sign-in stands on the Simulators page.',
                  },
                  { value: 'live', label: `Live ${manifest.name}`, detail: 'The store’s real POS.' },
                ]}
                value={field.value}
                onValueChange={field.onChange}
              />
            )}
          />
        )}
        {manifest.signInMethods.length > 1 && (
          <Controller
            control={form.control}
            name="signInMethod"
            render={({ field }) => (
              <RadioCards
                label="How to sign in"
                options={manifest.signInMethods.map(({ id, label, description }) => ({
                  value: id,
                  label,
                  detail: description,
                }))}
                value={field.value}
                onValueChange={field.onChange}
              />
            )}
          />
        )}
        <ManifestFields key={methodId} prefix="credentials" fields={method?.fields ?? []} stored={stored} />
        {form.formState.errors.root !== undefined && (
          <p role="alert" className="text-dense text-failing">
            {form.formState.errors.root.message}
          </p>
        )}
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" busy={create.isPending || update.isPending}>
            Save and check
          </Button>
          <span className="text-dense text-ink-muted">Credentials are encrypted before they are stored.</span>
        </div>
      </form>
    </FormProvider>
  )
}
