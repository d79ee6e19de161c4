'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { Permission } from '#server/access/permissions.ts'
import { useTRPC } from './client.ts'

/** The person signed in, their stores and what they may do. There at once: the layout brings it along. */
export function useMe() {
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.me.get.queryOptions())
  return data
}

/** Whether the person signed in may do something; hides what they may not. The server checks for itself. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
