'use client'
import { useQuery } from '@tanstack/react-query'
import { productHistoryWords } from '#components/catalog/history-words.ts'
import { connectionHistoryWords } from '#components/connections/detail/history-words.ts'
import { customerHistoryWords } from '#components/customers/history-words.ts'
import { HistoryItem } from '#components/history/history-item.tsx'
import { HistoryPage } from '#components/history/history-page.tsx'
import { KindFilter } from '#components/history/kind-filter.tsx'
import { orderHistoryWords } from '#components/orders/history-words.ts'
import { Card } from '#components/ui/card.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'

type Run = Pick<Outputs['runs']['get'], 'id' | 'timeZone'>
type RunEvent = Outputs['runs']['events'][number]
type Kind = keyof typeof kinds

const kinds = {
  products: 'Products and prices',
  stock: 'Stock',
  batches: 'Batches',
  orders: 'Orders',
  customers: 'Customers',
  connection: 'The connection',
} as const

const { customers: _, ...otherKinds } = kinds

/** What a sync made happen, newest first, each with the way to what it happened to. Earlier pages when asked for. */
export function RunEvents({ run }: { run: Run }) {
  const seesCustomers = useMay('customers.read')
  const entries = (kind: Kind | undefined) => <Entries key={kind} run={run} kind={kind} />
  return (
    <Card>
      {seesCustomers ? (
        <KindFilter words={kinds}>{entries}</KindFilter>
      ) : (
        <KindFilter<Exclude<Kind, 'customers'>> words={otherKinds}>{entries}</KindFilter>
      )}
    </Card>
  )
}

function Entries({ run, kind, before }: { run: Run; kind: Kind | undefined; before?: string }) {
  const trpc = useTRPC()
  const history = useQuery(trpc.runs.events.queryOptions({ id: run.id, before, kind }))
  return (
    <HistoryPage
      history={history}
      newest={before === undefined}
      narrowed={kind !== undefined}
      item={(event) => (
        <HistoryItem
          key={event.position}
          entry={{ ...event, cause: {} }}
          words={wordsOf(event, run.timeZone)}
          timeZone={run.timeZone}
          subject={<SubjectLink subject={event.subject} />}
        />
      )}
      earlier={(position) => <Entries run={run} kind={kind} before={position} />}
    />
  )
}

const places = {
  product: 'catalogue',
  order: 'orders',
  customer: 'customers',
  connection: 'connections',
} as const
const nouns = {
  product: 'A product',
  order: 'An order',
  customer: 'A customer',
  connection: 'A connection',
} as const

function SubjectLink({ subject: { kind, id, name } }: { subject: RunEvent['subject'] }) {
  return (
    <ScopedLink href={`/${places[kind]}/${id}`} className="max-w-full truncate font-medium hover:underline">
      {kind === 'order' && name !== null ? `Order ${name}` : (name ?? nouns[kind])}
    </ScopedLink>
  )
}

function wordsOf({ subject: { kind, currency } }: RunEvent, timeZone: string) {
  switch (kind) {
    case 'product':
      return productHistoryWords(currency)
    case 'order':
      return orderHistoryWords({ currency: currency ?? 'USD', timeZone })
    case 'customer':
      return customerHistoryWords
    case 'connection':
      return connectionHistoryWords
  }
}
