'use client'
import dynamic from 'next/dynamic'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { useViewerZone } from '#lib/use-viewer-zone.ts'
import { useMe } from '#trpc/use-me.ts'

const Inbox = dynamic(() => import('./inbox.tsx').then((file) => file.Inbox))
const ReachTable = dynamic(() => import('./reach-table.tsx').then((file) => file.ReachTable))

/** What the POS sent by themselves, and how far that can be relied on. Times of one store are shown on its clocks. */
export function NoticesScreen() {
  const storeId = useStoreScope()
  const { stores } = useMe()
  const viewerZone = useViewerZone()
  const storeZone = stores.find(({ id }) => id === storeId)?.timeZone
  const zone = {
    timeZone: storeZone ?? viewerZone,
    zoneOf: storeZone === undefined ? ('reader' as const) : ('store' as const),
  }
  return (
    <>
      <PageHeader
        title="Notices"
        description="What each POS told Cairn by itself, what came of it, and what it did not tell."
      />
      <UrlTabs
        label="Views of the notices"
        tabs={[
          { id: 'inbox', label: 'Inbox', content: <Inbox {...zone} /> },
          { id: 'reach', label: 'Missed and delayed', content: <ReachTable /> },
        ]}
      />
    </>
  )
}
