'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

export type OrderView = Outputs['orders']['get']

/** One order with its lines; nothing is asked for while `id` is null. */
export function useOrder(id: string | null) {
  const trpc = useTRPC()
  return useQuery(trpc.orders.get.queryOptions(id === null ? skipToken : { id }))
}

/** "Order A1B2C3"; "Order" while it isn't known. */
export function orderTitle(view: OrderView | undefined): string {
  return view === undefined ? 'Order' : `Order ${view.order.number}`
}
