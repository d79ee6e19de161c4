'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { withStore } from '#lib/store-scope.ts'

/** Goes to an address inside Cairn, keeping the chosen store (`?store=`): what ScopedLink is for a click. */
export function useScopedPush(): (href: string) => void {
  const router = useRouter()
  const storeId = useSearchParams().get('store')
  return useCallback((href) => router.push(withStore(href, storeId)), [router, storeId])
}
