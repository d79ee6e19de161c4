'use client'
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { SelectControl } from '#components/forms/select-control.tsx'
import { useChosenStore } from '#lib/use-chosen-store.ts'
import { useMe } from '#trpc/use-me.ts'

const all = 'all'

/** The store every page is narrowed to (`?store=`); undefined for all of them, also for one that isn't there. */
export function useStoreScope(): string | undefined {
  const storeId = useChosenStore()
  const { stores } = useMe()
  return stores.find((store) => store.id === storeId)?.id
}

/** Narrows every page to one store. */
export function StoreSwitcher() {
  const { stores } = useMe()
  const storeId = useStoreScope()
  const [, setScope] = useQueryStates({ store: parseAsString, page: parseAsInteger }, { history: 'push' })
  const options = [
    { value: all, label: 'All stores' },
    ...stores.map((store) => ({ value: store.id, label: store.name })),
  ]
  return (
    <SelectControl
      toolbar
      aria-label="Store"
      className="w-44 max-md:w-36"
      options={options}
      value={storeId ?? all}
      onValueChange={(value) => void setScope({ store: value === all ? null : value, page: null })}
    />
  )
}
