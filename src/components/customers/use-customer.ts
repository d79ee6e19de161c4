'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

export type CustomerView = Outputs['customers']['get']

/** One customer in the clear; nothing is asked for while `id` is null. */
export function useCustomer(id: string | null) {
  const trpc = useTRPC()
  return useQuery(trpc.customers.get.queryOptions(id === null ? skipToken : { id }))
}

/** Their name, or what to say without one. */
export function customerTitle(view: CustomerView | undefined): string {
  if (view === undefined) return 'Customer'
  if (view.profile === null) return 'Erased customer'
  const name = [view.profile.firstName, view.profile.lastName].filter(Boolean).join(' ')
  return name === '' ? `Customer ${view.customer.sourceId}` : name
}
