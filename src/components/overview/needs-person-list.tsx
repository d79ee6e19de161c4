'use client'
import { CircleCheck, CircleX, Hourglass, RotateCw, Wrench } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { Outputs } from '#trpc/types.ts'

type Need = Outputs['overview']['get']['needsPerson'][number]

const actions: Record<Need['action'], { label: string; icon: ReactNode; href: (id: string) => string }> = {
  fix_sign_in: {
    label: 'Fix sign-in',
    icon: <CircleX aria-hidden className="text-failing" />,
    href: (id) => `/connections/${id}?tab=settings`,
  },
  retry: {
    label: 'Look at it',
    icon: <RotateCw aria-hidden className="text-failing" />,
    href: (id) => `/connections/${id}`,
  },
  review: {
    label: 'Review',
    icon: <Hourglass aria-hidden className="text-waiting" />,
    href: (id) => `/connections/${id}?tab=issues`,
  },
  finish_setup: {
    label: 'Finish setup',
    icon: <Wrench aria-hidden className="text-waiting" />,
    href: (id) => `/connections/new?draft=${id}`,
  },
}

/** What waits for somebody, the most urgent first, each with its next step. */
export function NeedsPersonList({ needs }: { needs: readonly Need[] }) {
  if (needs.length === 0) {
    return (
      <Card>
        <p className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-good" />
          Nothing needs a person right now.
        </p>
      </Card>
    )
  }
  return (
    <Card title={`Needs a person (${needs.length})`} flush>
      <ul>
        {needs.map((need) => {
          const action = actions[need.action]
          return (
            <li
              key={need.connectionId}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 last:border-b-0 [&_svg]:size-4 [&_svg]:shrink-0"
            >
              {action.icon}
              <span className="min-w-0 font-medium">
                {need.connectionName}
                <span className="font-normal text-ink-muted">
                  {' '}
                  · {need.storeName} · {need.vendorName}
                </span>
              </span>
              <span className="min-w-48 flex-1 text-ink-muted">{need.reason}</span>
              {need.since !== null && (
                <span className="text-dense text-ink-muted">
                  <TimeAgo at={need.since} />
                </span>
              )}
              <LinkButton href={action.href(need.connectionId)} size="small">
                {action.label}
              </LinkButton>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
