'use client'
import { Tabs } from '@base-ui/react/tabs'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { type ReactNode, Suspense } from 'react'
import { SkeletonText } from './skeleton.tsx'

export type UrlTab = { id: string; label: string; count?: number | undefined; content: ReactNode }

/**
 * Tabs whose choice lives in the URL (`?tab=`), so that a link opens the same one. Only the open tab is rendered.
 * The first tab is the default and leaves the URL clean. Use another `parameter` for tabs inside a sheet. Content may
 * be a part that is loaded when it is first shown: its place is held here, or the whole page would give way to it.
 */
export function UrlTabs({
  label,
  tabs,
  parameter = 'tab',
}: {
  label: string
  tabs: UrlTab[]
  parameter?: string
}) {
  const ids = tabs.map((tab) => tab.id)
  const [value, setValue] = useQueryState(parameter, parseAsStringLiteral(ids).withDefault(ids[0] ?? ''))
  return (
    <Tabs.Root
      value={value}
      onValueChange={(next: string) => void setValue(next)}
      className="flex flex-col gap-4"
    >
      <Tabs.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tabs.Tab
            key={tab.id}
            value={tab.id}
            className="-mb-px inline-flex h-9 items-center gap-2 border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-muted -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="tabular rounded-full bg-pressed px-1.5 text-2xs text-ink-muted">
                {tab.count.toLocaleString('en-US')}
              </span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id} className="rounded-control">
          <Suspense fallback={<SkeletonText lines={8} />}>{tab.content}</Suspense>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
