'use client'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { withStore } from '#lib/store-scope.ts'
import { useChosenStore } from '#lib/use-chosen-store.ts'

/** Goes to an address inside Cairn, keeping the chosen store (`?store=`): what ScopedLink is for a click. */
export function useScopedPush(): (href: string) => void {
  const router = useRouter()
  const storeId = useChosenStore()
  return useCallback((href) => router.push(withStore(href, storeId)), [router, storeId])
}
