'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SearchField } from '#components/tables/search-field.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useLast } from '#lib/use-last.ts'
import { useTRPC } from '#trpc/client.ts'
import { Outcome } from './review-columns.tsx'
import { useDecide } from './use-decide.ts'
import { type ReviewRow, reasonWords, reviewStateWords } from './words.ts'

/** One record under review: what it may be, and what to make of it. */
export function ReviewSheet({
  row,
  mayDecide,
  onClose,
}: {
  row: ReviewRow | null
  mayDecide: boolean
  onClose: () => void
}) {
  const shown = useLast(row)
  return (
    <Sheet
      open={row !== null}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={shown?.name || 'Without a name'}
      aside={shown !== null && <Badge>{reviewStateWords[shown.state]}</Badge>}
    >
      {shown !== null && <Body row={shown} mayDecide={mayDecide} onDone={onClose} />}
    </Sheet>
  )
}

function Body({ row, mayDecide, onDone }: { row: ReviewRow; mayDecide: boolean; onDone: () => void }) {
  const decide = useDecide()
  const send = (decision: Parameters<typeof decide.mutate>[0]['decision']) =>
    decide.mutate({ chosen: { ids: [row.id] }, decision }, { onSuccess: onDone })
  const open = row.state === 'waiting' || row.state === 'ignored'
  return (
    <div className="flex flex-col gap-5">
      <KeyValueList
        items={[
          { label: 'Brand', value: row.brand ?? '–' },
          { label: 'POS id', value: <MonoId id={row.sourceId} full /> },
          {
            label: 'Connection',
            value: (
              <ScopedLink href={`/connections/${row.connectionId}`} className="hover:underline">
                {row.connectionName}
              </ScopedLink>
            ),
          },
          { label: 'Store', value: row.storeName },
          { label: 'First seen', value: <TimeAgo at={row.firstSeenAt} timeZone={row.timeZone} /> },
          ...(row.decidedBy === null
            ? []
            : [
                { label: 'Decided by', value: row.decidedBy },
                { label: 'Outcome', value: <Outcome row={row} /> },
              ]),
        ]}
      />
      {open && mayDecide && (
        <>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" disabled={decide.isPending} onClick={() => send({ kind: 'create' })}>
              Create a product
            </Button>
            {row.state === 'waiting' && (
              <Button disabled={decide.isPending} onClick={() => send({ kind: 'ignore' })}>
                Ignore
              </Button>
            )}
          </div>
          <LinkChoice
            row={row}
            busy={decide.isPending}
            onLink={(productId) => send({ kind: 'link', productId })}
          />
        </>
      )}
      {(row.state === 'linked' || row.state === 'ignored') && mayDecide && (
        <div>
          <Button disabled={decide.isPending} onClick={() => send({ kind: 'reopen' })}>
            Review again
          </Button>
        </div>
      )}
    </div>
  )
}

/** Proposals first; any other product of the store by searching. */
function LinkChoice({
  row,
  busy,
  onLink,
}: {
  row: ReviewRow
  busy: boolean
  onLink: (productId: string) => void
}) {
  const trpc = useTRPC()
  const [q, setQ] = useState('')
  const found = useQuery(
    trpc.catalog.list.queryOptions({ storeId: row.storeId, q, pageSize: 8 }, { enabled: q.length > 1 }),
  )
  const searched = q.length > 1
  const candidates = searched
    ? (found.data?.rows ?? []).map(({ id, name, brand }) => ({
        productId: id,
        name,
        why: brand ?? 'Without a brand',
        sourceId: null,
      }))
    : row.proposals.map(({ productId, name, reason, connectionName, sourceId }) => ({
        productId,
        name,
        why: `${reasonWords[reason]} · ${connectionName}`,
        sourceId,
      }))
  return (
    <section aria-label="Link to a product" className="flex flex-col gap-2">
      <h2 className="font-medium">It is another key of a product</h2>
      <p className="text-dense text-ink-muted">
        Its sale units, prices and stock are shown with that product from then on.
      </p>
      <SearchField label="Search this store’s products" value={q} onChange={setQ} />
      <ul className="divide-y divide-line rounded-card border border-line">
        {candidates.map(({ productId, name, why, sourceId }) => (
          <li key={productId} className="flex items-center gap-3 px-3 py-2">
            <span className="min-w-0 flex-1">
              <ScopedLink
                href={`/catalogue/${productId}`}
                className="block truncate font-medium hover:underline"
              >
                {name}
              </ScopedLink>
              <span className="flex min-w-0 items-center gap-2 text-dense text-ink-muted">
                <span className="truncate" title={why}>
                  {why}
                </span>
                {sourceId !== null && (
                  <span className="shrink-0">
                    <MonoId id={sourceId} />
                  </span>
                )}
              </span>
            </span>
            <Button size="small" disabled={busy} onClick={() => onLink(productId)}>
              Link
            </Button>
          </li>
        ))}
        {candidates.length === 0 && (
          <li className="px-3 py-2 text-dense text-ink-muted">
            {searched
              ? 'No product of this store matches.'
              : 'Nothing alike was found. Search for the product.'}
          </li>
        )}
      </ul>
    </section>
  )
}
