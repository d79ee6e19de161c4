'use client'
import { Maximize2 } from 'lucide-react'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { useLast } from '#lib/use-last.ts'
import { NoticeDetail } from './notice-detail.tsx'
import { noticeTitle, useNotice } from './use-notice.ts'

/** A notice beside the list it was opened from; has its own URL through `?notice=`. */
export function NoticeSheet({ noticeId, onClose }: { noticeId: string | null; onClose: () => void }) {
  const id = useLast(noticeId)
  const notice = useNotice(id)
  return (
    <Sheet
      open={noticeId !== null}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={noticeTitle(notice.data)}
      aside={
        id !== null && (
          <LinkButton href={`/notices/${id}`} look="quiet" size="small" icon={<Maximize2 />}>
            Open page
          </LinkButton>
        )
      }
    >
      {id !== null && <NoticeDetail key={id} id={id} />}
    </Sheet>
  )
}
