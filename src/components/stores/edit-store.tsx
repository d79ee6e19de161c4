'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { showServerError } from '#components/forms/show-server-error.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import type { StoreInput } from '#lib/store-input.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { StoreForm } from './store-form.tsx'

/** Changes or removes a store. */
export function EditStore({ store }: { store: Outputs['stores']['get'] }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const { id, connectionCount, ...initial } = store
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.stores.list.queryFilter()),
      queryClient.invalidateQueries(trpc.me.get.queryFilter()),
    ])

  const update = useMutation(trpc.stores.update.mutationOptions({ meta: { quiet: true } }))
  const remove = useMutation(
    trpc.stores.remove.mutationOptions({
      onSuccess: async () => {
        await refresh()
        showToast({ kind: 'good', title: `${store.name} is removed` })
        router.push('/stores')
      },
      onError: () => setRemoving(false),
    }),
  )

  function submit(values: StoreInput, form: UseFormReturn<StoreInput>) {
    update.mutate(
      { id, ...values },
      {
        onError: (error) => showServerError(form, error),
        onSuccess: async () => {
          form.reset(values)
          await Promise.all([refresh(), queryClient.invalidateQueries(trpc.stores.get.queryFilter({ id }))])
          showToast({ kind: 'good', title: `${values.name} is saved` })
        },
      },
    )
  }

  return (
    <>
      <StoreForm
        initial={initial}
        onSubmit={submit}
        actions={
          <>
            <Button type="submit" look="primary" busy={update.isPending}>
              Save store
            </Button>
            <Button className="ml-auto" onClick={() => setRemoving(true)} disabled={connectionCount > 0}>
              Remove store
            </Button>
            {connectionCount > 0 && (
              <p className="w-full text-right text-dense text-ink-muted">
                A store can be removed once nothing is connected to it.
              </p>
            )}
          </>
        }
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${store.name}?`}
        confirmLabel="Remove store"
        typeToConfirm={store.name}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
      >
        The store and its opening hours are gone for good. People limited to it keep their account, without
        this store.
      </ConfirmDialog>
    </>
  )
}
