'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { withStore } from '#lib/store-scope.ts'
import { useTRPC } from '#trpc/client.ts'
import { useMe } from '#trpc/use-me.ts'
import { accountItem, navigationFor } from './navigation.ts'
import { useStoreScope } from './store-switcher.tsx'

export type PaletteItem = { value: string; label: string; detail: string; href: string }
export type PaletteGroup = { value: string; items: PaletteItem[] }

const shortestProductSearch = 2
const productsShown = 6

/** Where the palette can go: pages, stores, connections and, once something is typed, products. */
export function usePaletteGroups(text: string, open: boolean): PaletteGroup[] {
  const trpc = useTRPC()
  const { permissions, demo, stores } = useMe()
  const storeId = useStoreScope()
  const connections = useQuery(trpc.connections.list.queryOptions({}, { enabled: open }))
  const search = text.trim()
  const products = useQuery(
    trpc.catalog.list.queryOptions(
      { storeId, q: search, sort: 'name', direction: 'asc', page: 1, pageSize: productsShown },
      { enabled: open && search.length >= shortestProductSearch, placeholderData: keepPreviousData },
    ),
  )
  const matches = (label: string) => label.toLowerCase().includes(search.toLowerCase())
  const pages = [...navigationFor(permissions, demo).flatMap((section) => section.items), accountItem]

  const groups: PaletteGroup[] = [
    {
      value: 'Pages',
      items: pages
        .filter((page) => matches(page.label))
        .map((page) => ({
          value: page.href,
          label: page.label,
          detail: '',
          href: withStore(page.href, storeId ?? null),
        })),
    },
    {
      value: 'Connections',
      items: (connections.data ?? [])
        .filter((each) => matches(`${each.name} ${each.storeName} ${each.vendorName}`))
        .map((each) => ({
          value: each.id,
          label: each.name,
          detail: `${each.storeName} · ${each.vendorName}`,
          href: withStore(`/connections/${each.id}`, storeId ?? null),
        })),
    },
    {
      value: 'Stores',
      items: stores
        .filter((store) => matches(store.name))
        .map((store) => ({
          value: store.id,
          label: store.name,
          detail: 'Catalogue',
          href: `/catalogue?store=${store.id}`,
        })),
    },
    {
      value: 'Products',
      items:
        search.length < shortestProductSearch
          ? []
          : (products.data?.rows ?? []).map((product) => ({
              value: product.id,
              label: product.name,
              detail: [product.brand, product.storeName].filter(Boolean).join(' · '),
              href: withStore(`/catalogue/${product.id}`, storeId ?? null),
            })),
    },
  ]
  return groups.filter((group) => group.items.length > 0)
}
