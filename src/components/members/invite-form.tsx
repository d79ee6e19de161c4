import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FormProvider, useForm } from 'react-hook-form'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { lateResolver } from '#components/forms/late-resolver.ts'
import { showServerError } from '#components/forms/show-server-error.ts'
import { TextField } from '#components/forms/text-field.tsx'
import { useTRPC } from '#trpc/client.ts'
import { GrantFields, type GrantValues } from './grant-fields.tsx'
import { inviteFormId } from './invite-form-id.ts'
import type { Invited } from './invite-link.tsx'
import { useHasEveryStore } from './use-has-every-store.ts'

const resolver = lateResolver(() => import('./grant-schema.ts').then((file) => file.inviteSchema))
type Values = GrantValues & { email: string }

type InviteFormProps = { onBusy: (busy: boolean) => void; onInvited: (invited: Invited) => void }

export function InviteForm({ onBusy, onInvited }: InviteFormProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const everyStore = useHasEveryStore()
  const form = useForm<Values>({
    resolver,
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
