'use client'
import { Controller, useFormContext, useWatch } from 'react-hook-form'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { fieldValues, ManifestFields } from './manifest-fields.tsx'
import { methodOf } from './sign-in-method.ts'

/** The part of a form that says how to sign in. */
export type SignInForm = { signInMethod: string; credentials: Record<string, string | number | boolean> }

/** What is known of an earlier sign-in: its secrets stay on the server. */
type Stored = { signInMethod: string; credentialNames: readonly { name: string }[] }

/** Empty fields of every way to sign in, so that changing between them loses nothing. */
export function emptySignIn(manifest: Manifest, stored: Stored | undefined): SignInForm {
  return {
    signInMethod: stored?.signInMethod ?? manifest.signInMethods[0]?.id ?? '',
    credentials: fieldValues(manifest.signInMethods.flatMap((method) => method.fields)),
  }
}

/** What was entered for the chosen way, and nothing of the others. */
export function enteredSignIn(manifest: Manifest, { signInMethod, credentials }: SignInForm) {
  const fields = methodOf(manifest, signInMethod)?.fields ?? []
  const entries = fields.map(({ name }) => [name, String(credentials[name] ?? '')])
  return { signInMethod, credentials: Object.fromEntries(entries) as Record<string, string> }
}

type SignInFieldsProps = {
  manifest: Manifest
  stored: Stored | undefined
  /** Where the vendor's own page sends people back to. */
  callbackUrl: string | undefined
}

/** The ways to sign in and the fields of the chosen one, inside a FormProvider; with what is wrong as a whole. */
export function SignInFields({ manifest, stored, callbackUrl }: SignInFieldsProps) {
  const { control, formState } = useFormContext<SignInForm>()
  const methodId = useWatch({ control, name: 'signInMethod' })
  const method = methodOf(manifest, methodId)
  const names = stored?.signInMethod === methodId ? stored.credentialNames.map(({ name }) => name) : []
  return (
    <>
      {manifest.signInMethods.length > 1 && (
        <Controller
          control={control}
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
      <ManifestFields
        key={methodId}
        prefix="credentials"
        fields={method?.fields ?? []}
        stored={new Set(names)}
      />
      {method?.interactive === true && callbackUrl !== undefined && (
        <div className="flex flex-col gap-1">
          <span className="font-medium">Address {manifest.name} sends you back to</span>
          <span className="flex min-w-0 items-center gap-1">
            <code className="min-w-0 rounded-control border border-line bg-sunken px-2 py-1 font-mono text-dense break-all">
              {callbackUrl}
            </code>
            <CopyButton label="Copy the address" text={callbackUrl} />
          </span>
          <span className="text-dense text-ink-muted">
            It must be on the list of allowed redirect addresses of your app at {manifest.name}, exactly like
            this.
          </span>
        </div>
      )}
      {formState.errors.root !== undefined && (
        <p role="alert" className="text-dense text-failing">
          {formState.errors.root.message}
        </p>
      )}
    </>
  )
}
