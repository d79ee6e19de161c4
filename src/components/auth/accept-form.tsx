'use client'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { lateResolver } from '#components/forms/late-resolver.ts'
import { PasswordField } from '#components/forms/password-field.tsx'
import { showServerError } from '#components/forms/show-server-error.ts'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { useTRPC } from '#trpc/client.ts'
import { passwordHelp } from './password-help.ts'
import { signIn } from './sign-in.ts'

const resolver = lateResolver(() => import('./accept-schema.ts').then((file) => file.acceptSchema))

/** Name and password of an invited person; signs them in when the account is made. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC()
  const accept = useMutation(trpc.invitation.accept.mutationOptions({ meta: { quiet: true } }))
  const form = useForm({ resolver, defaultValues: { name: '', password: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState

  const submit = form.handleSubmit(async (values) => {
    try {
      await accept.mutateAsync({ token, ...values })
    } catch (error) {
      showServerError(form, error)
      return
    }
    // The account is there now: if signing in fails, the sign-in page is the place to try again.
    if ((await signIn(email, values.password, '/')) !== null) window.location.assign('/sign-in')
  })

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormAlert message={errors.root?.message} />
      <TextField label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <TextField
        label="Your name"
        autoComplete="name"
        error={errors.name?.message}
        {...form.register('name')}
      />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        help={passwordHelp}
        error={errors.password?.message}
        {...form.register('password')}
      />
      <Button type="submit" look="primary" busy={isSubmitting || isSubmitSuccessful}>
        Join
      </Button>
    </form>
  )
}
