'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { UseFormReturn } from 'react-hook-form'
import { showServerError } from '#components/forms/show-server-error.ts'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { showToast } from '#components/ui/toast.tsx'
import type { StoreInput } from '#lib/store-input.ts'
import { usualHours } from '#lib/usual-hours.ts'
import { useTRPC } from '#trpc/client.ts'
import { StoreForm } from './store-form.tsx'

const blank: StoreInput = {
  name: '',
  address: '',
  timeZone: '',
  openingHours: usualHours,
  jurisdiction: '',
  customerTypes: 'both',
}

/** Adds a store and offers to connect it. */
export function NewStore() {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const create = useMutation(trpc.stores.create.mutationOptions({ meta: { quiet: true } }))

  function submit(values: StoreInput, form: UseFormReturn<StoreInput>) {
    create.mutate(values, {
      onError: (error) => showServerError(form, error),
      onSuccess: async ({ id }) => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.stores.pathFilter()),
          queryClient.invalidateQueries(trpc.me.get.queryFilter()),
        ])
        showToast({
          kind: 'good',
          title: `${values.name} is added`,
          action: { label: 'Connect its POS', onClick: () => router.push(`/connections/new?store=${id}`) },
        })
        router.push('/stores')
      },
    })
  }

  return (
    <StoreForm
      initial={blank}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" look="primary" busy={create.isPending}>
            Add store
          </Button>
          <LinkButton href="/stores">Cancel</LinkButton>
        </>
      }
    />
  )
}
