'use client'
import { parseAsString, useQueryState } from 'nuqs'

/** What `?store=` says at this moment: the address itself, and what the framework knows of it, follow a little later. */
export function useChosenStore(): string | null {
  return useQueryState('store', parseAsString)[0]
}
