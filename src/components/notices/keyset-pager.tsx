'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { counted } from '#lib/numbers.ts'

type Place = { receivedAt: Date; id: string }

type PagerProps = {
  newer: Place | null
  older: Place | null
  /** On all pages; undefined while unknown. */
  total: number | undefined
  onGo: (direction: 'newer' | 'older', from: Place) => void
}

/** The way through a list that grows at its head: to the newer and the older ones, not to a page by its number. */
export function KeysetPager({ newer, older, total, onGo }: PagerProps) {
  if (newer === null && older === null && !total) return null
  return (
    <nav
      aria-label="Pages of notices"
      className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-1.5 text-dense"
    >
      <span role="status" className="tabular flex-1 text-ink-muted">
        {total === undefined ? '' : `${counted(total, 'notice')} in this time`}
      </span>
      <Button
        look="quiet"
        size="small"
        icon={<ChevronLeft />}
        disabled={newer === null}
        onClick={() => newer && onGo('newer', newer)}
      >
        Newer
      </Button>
      <Button
        look="quiet"
        size="small"
        disabled={older === null}
        onClick={() => older && onGo('older', older)}
      >
        Older
        <ChevronRight />
      </Button>
    </nav>
  )
}
