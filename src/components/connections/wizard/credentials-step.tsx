'use client'
import { useMutation } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useRef } from 'react'
import { Controller, FormProvider, useForm, useWatch } from 'react-hook-form'
import { fieldValues } from '#components/connections/manifest-fields.tsx'
import {
  emptySignIn,
  enteredSignIn,
  SignInFields,
  type SignInForm,
} from '#components/connections/sign-in-fields.tsx'
import { methodOf } from '#components/connections/sign-in-method.ts'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { SelectField } from '#components/forms/select-field.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { useTRPC } from '#trpc/client.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'

type Draft = Outputs['connections']['get']
type CredentialsForm = SignInForm & { storeId: string; name: string; endpoint: 'live' | 'simulator' }

type CredentialsStepProps = {
  manifest: Manifest
  offer: Outputs['vendors']['list']
  stores: readonly { id: string; name: string }[]
  /** What was entered before; its secrets stay on the server. */
  draft: Draft | undefined
  preferredStoreId: string | null
  /** @param page the vendor's own page, where the person has to go on */
  onSaved: (draftId: string, page: string | null) => void
}

/** Which store, and how to sign in to its POS. */
export function CredentialsStep(props: CredentialsStepProps) {
  const { manifest, offer, stores, draft, preferredStoreId, onSaved } = props
  const trpc = useTRPC()
  const quiet = { meta: { quiet: true } }
  const create = useMutation({ ...trpc.connections.createDraft.mutationOptions(), ...quiet })
  const update = useMutation({ ...trpc.connections.updateDraft.mutationOptions(), ...quiet })
  const signIn = useMutation({ ...trpc.connections.startSignIn.mutationOptions(), ...quiet })
  // Saved, but the vendor's page could not be opened: the next try changes that draft.
  const savedId = useRef(draft?.id)
  const store = stores.find(({ id }) => id === (draft?.storeId ?? preferredStoreId)) ?? stores[0]
  const kept = draft?.vendor === manifest.id ? draft : undefined
  const form = useForm<CredentialsForm>({
    defaultValues: {
      storeId: store?.id ?? '',
      name: kept?.name ?? `${store?.name ?? 'Store'} · ${manifest.name}`,
      endpoint: kept?.endpoint ?? (offer.simulatorAvailable ? 'simulator' : 'live'),
      ...emptySignIn(manifest, kept),
    },
  })
  const methodId = useWatch({ control: form.control, name: 'signInMethod' })
  const interactive = methodOf(manifest, methodId)?.interactive === true

  async function save(values: CredentialsForm) {
    const settings = kept?.settings ?? fieldValues(manifest.settings)
    const input = { ...values, ...enteredSignIn(manifest, values), vendor: manifest.id, settings }
    try {
      const { id } =
        savedId.current === undefined
          ? await create.mutateAsync(input)
          : await update.mutateAsync({ id: savedId.current, ...input })
      savedId.current = id
      onSaved(id, interactive ? (await signIn.mutateAsync({ id })).url : null)
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
        {offer.simulatorAvailable && (
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
        <SignInFields manifest={manifest} stored={kept} callbackUrl={offer.callbackUrls[manifest.id]} />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            look="primary"
            busy={form.formState.isSubmitting}
            icon={interactive ? <ExternalLink /> : undefined}
          >
            {interactive ? `Continue to ${manifest.name}` : 'Save and check'}
          </Button>
          <span className="text-dense text-ink-muted">
            {interactive && `You allow Cairn in on ${manifest.name}’s own page and come back here. `}
            Credentials are encrypted before they are stored.
          </span>
        </div>
      </form>
    </FormProvider>
  )
}
