import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.ts'
import { useMe } from '#trpc/use-me.ts'

/** Whether the person signed in has every store, and so may give it. */
export function useHasEveryStore(): boolean {
  const trpc = useTRPC()
  const { user } = useMe()
  const { data } = useQuery(trpc.members.list.queryOptions())
  return data?.find((member) => member.userId === user.id)?.storeIds === null
}
