'use client'
import { PageHeader } from '#components/ui/page-header.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { DuplicatesList } from './duplicates-list.tsx'
import { ReviewList } from './review-list.tsx'

/** What the POS has and the catalogue doesn't know, and what it seems to have twice. */
export function ReviewScreen() {
  return (
    <>
      <PageHeader
        title="Review"
        description="New records of connections that wait for a person before they become products, and source keys that look like one product twice."
      />
      <UrlTabs
        label="Kinds of review"
        tabs={[
          { id: 'new', label: 'New records', content: <ReviewList /> },
          { id: 'duplicates', label: 'Duplicate keys', content: <DuplicatesList /> },
        ]}
      />
    </>
  )
}
