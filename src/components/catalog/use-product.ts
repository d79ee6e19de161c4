'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { useAsOf } from './use-as-of.ts'

export type ProductView = Outputs['catalog']['get']

/** One product with everything known of it, as of the moment in the URL; nothing is asked for while `id` is null. */
export function useProduct(id: string | null) {
  const trpc = useTRPC()
  const { at } = useAsOf()
  return useQuery(trpc.catalog.get.queryOptions(id === null ? skipToken : { id, at }))
}
