'use client'
import { useQuery } from '@tanstack/react-query'
import { EyeOff, FileX } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { JsonView } from '#components/ui/json-view.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { count } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { NoticeView } from './words.ts'

/** Body and headers as they came in. A body of people opens for those who may see them, and that is written down. */
export function NoticeBody({ view: { delivery } }: { view: NoticeView }) {
  const headers = [
    ...[...new URLSearchParams(delivery.query)].map(([name, value]) => [`?${name}`, value] as const),
    ...Object.entries(delivery.headers).sort(([a], [b]) => a.localeCompare(b)),
  ]
  return (
    <div className="flex flex-col gap-4">
      <Card title="Body" description={`${count(delivery.bodyBytes)} bytes`}>
        <BodyText id={delivery.id} />
      </Card>
      <Card title="Address and headers" description="Secrets are kept masked, or not at all.">
        {headers.length === 0 ? (
          <p className="text-ink-muted">None were kept.</p>
        ) : (
          <KeyValueList
            items={headers.map(([name, value]) => ({
              label: name,
              value: <code className="font-mono text-xs wrap-anywhere">{value}</code>,
            }))}
          />
        )}
      </Card>
    </div>
  )
}

function BodyText({ id }: { id: string }) {
  const trpc = useTRPC()
  const body = useQuery(trpc.notices.body.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }))
  if (body.isError) {
    return (
      <ErrorState
        title="The body could not be opened."
        message={messageOf(body.error)}
        onRetry={() => void body.refetch()}
      />
    )
  }
  if (body.data === undefined) return <SkeletonText lines={8} />
  switch (body.data.kind) {
    case 'json':
      return <JsonView value={body.data.value} label="Body of the notice" />
    case 'text':
      return (
        <pre className="max-h-120 overflow-auto rounded-control border border-line bg-sunken p-3 font-mono text-xs">
          {body.data.text}
        </pre>
      )
    case 'hidden':
      return (
        <EmptyState icon={<EyeOff aria-hidden />} title="Not for your role">
          This notice tells of people, or Cairn can’t tell whether it does. Owners, admins and staff may read
          it.
        </EmptyState>
      )
    case 'gone':
      return (
        <EmptyState icon={<FileX aria-hidden />} title="No longer kept">
          Bodies are removed after a while, since they may tell of people.
        </EmptyState>
      )
    case 'none':
      return (
        <EmptyState icon={<FileX aria-hidden />} title="Nothing was sent">
          Cairn made this notice itself, of what it found by polling.
        </EmptyState>
      )
  }
}
