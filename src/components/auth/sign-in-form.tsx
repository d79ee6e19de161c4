'use client'
import { useForm } from 'react-hook-form'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { lateResolver } from '#components/forms/late-resolver.ts'
import { PasswordField } from '#components/forms/password-field.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { signIn } from './sign-in.ts'

const resolver = lateResolver(() => import('./sign-in-schema.ts').then((file) => file.signInSchema))

/** @param target path to go to afterwards. */
export function SignInForm({ target }: { target: string }) {
  const form = useForm({ resolver, defaultValues: { email: '', password: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState

  const submit = form.handleSubmit(async ({ email, password }) => {
    const problem = await signIn(email, password, target)
    if (problem) form.setError('root', { message: problem })
  })

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormAlert message={errors.root?.message} />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        autoFocus
        error={errors.email?.message}
        {...form.register('email')}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
      <Button type="submit" look="primary" busy={isSubmitting || isSubmitSuccessful}>
        Sign in
      </Button>
    </form>
  )
}
