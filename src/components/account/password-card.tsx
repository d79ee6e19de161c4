'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { passwordHelp } from '#components/auth/password-help.ts'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { lateResolver } from '#components/forms/late-resolver.ts'
import { PasswordField } from '#components/forms/password-field.tsx'
import { showServerError } from '#components/forms/show-server-error.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useTRPC } from '#trpc/client.ts'

const resolver = lateResolver(() => import('./password-schema.ts').then((file) => file.passwordSchema))
const blank = { current: '', next: '' }

export function PasswordCard({ email }: { email: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const form = useForm({ resolver, defaultValues: blank })
  const change = useMutation(
    trpc.me.changePassword.mutationOptions({
      meta: { quiet: true },
      onError: (error) => showServerError(form, error),
      onSuccess: async () => {
        form.reset(blank)
        showToast({
          kind: 'good',
          title: 'Your password is changed',
          description: 'Your other sessions have ended.',
        })
        await queryClient.invalidateQueries(trpc.me.sessions.queryFilter())
      },
    }),
  )
  const { errors } = form.formState

  return (
    <Card title="Password" description="Changing it signs you out on your other devices.">
      <form
        noValidate
        onSubmit={form.handleSubmit((values) => change.mutate(values))}
        className="flex max-w-100 flex-col gap-4"
      >
        <FormAlert message={errors.root?.message} />
        {/* Tells a password manager whose password this is. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          error={errors.current?.message}
          {...form.register('current')}
        />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          help={passwordHelp}
          error={errors.next?.message}
          {...form.register('next')}
        />
        <div>
          <Button type="submit" look="primary" busy={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Card>
  )
}
