'use client'
import { PageHeader } from '#components/ui/page-header.tsx'
import { NoticeDetail } from './notice-detail.tsx'
import { noticeTitle, useNotice } from './use-notice.ts'

/** A notice on a page of its own. */
export function NoticePage({ id }: { id: string }) {
  const notice = useNotice(id)
  return (
    <>
      <PageHeader title={noticeTitle(notice.data)} trail={[{ label: 'Notices', href: '/notices' }]} />
      <div className="max-w-300">
        <NoticeDetail id={id} />
      </div>
    </>
  )
}
