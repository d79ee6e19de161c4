'use client'
import { useId } from 'react'
import { Controller, FormProvider, useForm, useWatch } from 'react-hook-form'
import { fieldValues, ManifestFields } from '#components/connections/manifest-fields.tsx'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import type { Connection } from './connection.ts'

type RotateForm = { signInMethod: string; credentials: Record<string, string | number | boolean> }

type RotateCredentialsProps = {
  connection: Connection
  manifest: Manifest
  onClose: () => void
  /** Rejects with the server's error, which is then shown at its field. */
  onSave: (input: { signInMethod: string; credentials: Record<string, string> }) => Promise<void>
}

/** Replaces stored credentials. What is left empty stays as it is. */
export function RotateCredentials({ connection, manifest, onClose, onSave }: RotateCredentialsProps) {
  const formId = useId()
  const form = useForm<RotateForm>({
    defaultValues: {
      signInMethod: connection.signInMethod,
      credentials: fieldValues(manifest.signInMethods.flatMap((method) => method.fields)),
    },
  })
  const methodId = useWatch({ control: form.control, name: 'signInMethod' })
  const method = manifest.signInMethods.find(({ id }) => id === methodId)
  const stored = new Set(
    methodId === connection.signInMethod ? connection.credentialNames.map(({ name }) => name) : [],
  )

  async function save(values: RotateForm) {
    const entries = (method?.fields ?? []).map(({ name }) => [name, String(values.credentials[name] ?? '')])
    try {
      await onSave({ signInMethod: values.signInMethod, credentials: Object.fromEntries(entries) })
    } catch (error) {
      form.setError(
        (fieldOf(error) ?? 'root') as 'root',
        { message: messageOf(error) },
        { shouldFocus: true },
      )
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Replace credentials"
      description="The new ones count at once, and are checked right away."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={form.formState.isSubmitting}>
            Save and check
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form
          id={formId}
          noValidate
          onSubmit={(event) => void form.handleSubmit(save)(event)}
          className="flex flex-col gap-4"
        >
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
        </form>
      </FormProvider>
    </Dialog>
  )
}
