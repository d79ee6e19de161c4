import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FormProvider, useForm } from 'react-hook-form'
import { z } from 'zod'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { showServerError } from '#components/forms/show-server-error.ts'
import { TextField } from '#components/forms/text-field.tsx'
import { useTRPC } from '#trpc/client.ts'
import { GrantFields } from './grant-fields.tsx'
import { grantSchema } from './grant-schema.ts'
import type { Invited } from './invite-link.tsx'
import { useHasEveryStore } from './use-has-every-store.ts'

export const inviteFormId = 'invite-member'

const schema = grantSchema.extend({
  email: z.string().trim().pipe(z.email('Enter an e-mail address such as ana@example.com.')),
})
type Values = z.infer<typeof schema>

type InviteFormProps = { onBusy: (busy: boolean) => void; onInvited: (invited: Invited) => void }

export function InviteForm({ onBusy, onInvited }: InviteFormProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const everyStore = useHasEveryStore()
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { email: '', role: 'staff', storeIds: everyStore ? null : [] },
  })
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      meta: { quiet: true },
      onMutate: () => onBusy(true),
      onSettled: () => onBusy(false),
      onError: (error) => showServerError(form, error),
      onSuccess: async ({ link }, { email }) => {
        onInvited({ email, url: `${window.location.origin}${link}` })
        await queryClient.invalidateQueries(trpc.members.invitations.queryFilter())
      },
    }),
  )
  const { errors } = form.formState

  return (
    <FormProvider {...form}>
      <form
        id={inviteFormId}
        onSubmit={form.handleSubmit((values) => invite.mutate(values))}
        noValidate
        className="flex flex-col gap-4"
      >
        <FormAlert message={errors.root?.message} />
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          error={errors.email?.message}
          {...form.register('email')}
        />
        <GrantFields everyStore={everyStore} />
      </form>
    </FormProvider>
  )
}
