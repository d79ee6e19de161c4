'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

export type ProductView = Outputs['catalog']['get']

/** One product with everything known of it; nothing is asked for while `id` is null. */
export function useProduct(id: string | null) {
  const trpc = useTRPC()
  return useQuery(trpc.catalog.get.queryOptions(id === null ? skipToken : { id }))
}
