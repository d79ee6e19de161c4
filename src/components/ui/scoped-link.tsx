'use client'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ComponentProps } from 'react'
import { withStore } from '#lib/store-scope.ts'

/** A link inside Cairn that keeps the chosen store (`?store=`). */
export function ScopedLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const storeId = useSearchParams().get('store')
  return <Link href={withStore(href, storeId)} prefetch={false} {...rest} />
}
