'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.ts'
import type { NoticeView } from './words.ts'

/** One notice and what came of it; nothing is asked for while `id` is null. */
export function useNotice(id: string | null) {
  const trpc = useTRPC()
  return useQuery(trpc.notices.get.queryOptions(id === null ? skipToken : { id }))
}

/** "products/update from" a POS; "Notice" while it isn't known. */
export function noticeTitle(view: NoticeView | undefined): string {
  return view === undefined ? 'Notice' : `${view.delivery.topic} from ${view.connection.vendorName}`
}
