'use client'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { withStore } from '#lib/store-scope.ts'
import { useChosenStore } from '#lib/use-chosen-store.ts'

/** A link inside Cairn that keeps the chosen store (`?store=`). */
export function ScopedLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const storeId = useChosenStore()
  return <Link href={withStore(href, storeId)} prefetch={false} {...rest} />
}
