import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FormProvider, useForm } from 'react-hook-form'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { lateResolver } from '#components/forms/late-resolver.ts'
import { showServerError } from '#components/forms/show-server-error.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useTRPC } from '#trpc/client.ts'
import { GrantFields, type GrantValues } from './grant-fields.tsx'
import type { MemberRow } from './members-table.tsx'
import { useHasEveryStore } from './use-has-every-store.ts'

const formId = 'member-role'
const resolver = lateResolver(() => import('./grant-schema.ts').then((file) => file.grantSchema))

/** Another role or other stores for a member. */
export function RoleDialog({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const everyStore = useHasEveryStore()
  const form = useForm<GrantValues>({
    resolver,
    defaultValues: { role: member.role, storeIds: member.storeIds },
  })
  const change = useMutation(
    trpc.members.changeRole.mutationOptions({
      meta: { quiet: true },
      onError: (error) => showServerError(form, error),
      onSuccess: async () => {
        // It may be one's own role: what this person may see changes with it.
        await Promise.all([
          queryClient.invalidateQueries(trpc.members.list.queryFilter()),
          queryClient.invalidateQueries(trpc.me.get.queryFilter()),
        ])
        showToast({ kind: 'good', title: `The role of ${member.name} is changed` })
        onClose()
      },
    }),
  )

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Role and stores of ${member.name}`}
      description="It counts from their next click on; they stay signed in."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={change.isPending}>
            Save role
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form
          id={formId}
          onSubmit={form.handleSubmit((values) => change.mutate({ id: member.id, ...values }))}
          className="flex flex-col gap-4"
        >
          <FormAlert message={form.formState.errors.root?.message} />
          <GrantFields everyStore={everyStore} />
        </form>
      </FormProvider>
    </Dialog>
  )
}
