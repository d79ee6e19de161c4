'use client'
import { useId } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import {
  emptySignIn,
  enteredSignIn,
  SignInFields,
  type SignInForm,
} from '#components/connections/sign-in-fields.tsx'
import { methodOf } from '#components/connections/sign-in-method.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { fieldOf, messageOf } from '#trpc/error-words.ts'
import type { Connection } from './connection.ts'

type RotateCredentialsProps = {
  connection: Connection
  manifest: Manifest
  callbackUrl: string | undefined
  onClose: () => void
  /**
   * Rejects with the server's error, which is then shown at its field.
   * @param interactive the person has to go on to the vendor's own page
   */
  onSave: (
    input: { signInMethod: string; credentials: Record<string, string> },
    interactive: boolean,
  ) => Promise<void>
}

/** Replaces stored credentials. What is left empty stays as it is. */
export function RotateCredentials(props: RotateCredentialsProps) {
  const { connection, manifest, callbackUrl, onClose, onSave } = props
  const formId = useId()
  const form = useForm<SignInForm>({ defaultValues: emptySignIn(manifest, connection) })
  const methodId = useWatch({ control: form.control, name: 'signInMethod' })
  const interactive = methodOf(manifest, methodId)?.interactive === true

  async function save(values: SignInForm) {
    try {
      await onSave(enteredSignIn(manifest, values), interactive)
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
      description={
        interactive
          ? `The new ones count at once; then you allow Cairn in on ${manifest.name}’s own page.`
          : 'The new ones count at once, and are checked right away.'
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={form.formState.isSubmitting}>
            {interactive ? `Continue to ${manifest.name}` : 'Save and check'}
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
          <SignInFields manifest={manifest} stored={connection} callbackUrl={callbackUrl} />
        </form>
      </FormProvider>
    </Dialog>
  )
}
