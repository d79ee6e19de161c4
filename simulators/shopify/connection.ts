import { type BulkPlace, refused, type ShopContext } from './context.ts'

/** What every list of the API takes. */
export type ListArgs = {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
  query?: string | null
  sortKey?: string | null
  /** Given to a list at the root of a bulk operation: it is read slice by slice, whatever size is asked for. */
  place?: BulkPlace
}

/** One member of a list: `id` and `value` are what it is sorted by, `render` makes what is shown. */
export type Entry = { id: number; value: number | string; render(): object }

type Connection = {
  edges: { cursor: string; node: object }[]
  nodes: object[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

type Cursor = Pick<Entry, 'id' | 'value'>

const largestPage = 250

const order = (a: Cursor, b: Cursor) => {
  if (a.value === b.value) return a.id - b.id
  return a.value < b.value ? -1 : 1
}

const writeCursor = ({ id, value }: Cursor) =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64')

function readCursor(text: string): Cursor {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(text, 'base64').toString())
    if (typeof id === 'number' && ['number', 'string'].includes(typeof value)) return { id, value }
  } catch {
    // Falls through: whatever it is, it is no cursor of ours.
  }
  throw refused('BAD_REQUEST', 'Invalid cursor for current pagination sort.')
}

function sizeOf({ first, last }: ListArgs): number {
  const size = first ?? last
  if (size === null || size === undefined) {
    throw refused('BAD_REQUEST', 'you must provide one of first or last')
  }
  if (first != null && last != null) {
    throw refused('BAD_REQUEST', 'providing both first and last is not supported')
  }
  if (size < 0 || size > largestPage) {
    throw refused('BAD_REQUEST', `${first == null ? 'last' : 'first'} must be between 0 and ${largestPage}`)
  }
  return size
}

/** One page of a list as `nodes`, `edges` and `pageInfo`. Places are found by value, so what comes or goes moves no other. */
export function connect(
  entries: readonly Entry[],
  { place, ...args }: ListArgs,
  { bulk }: Pick<ShopContext, 'bulk'>,
): Connection {
  if (place !== undefined) return connectSlice(entries, args, place)
  const direction = args.reverse ? -1 : 1
  const sorted = entries.toSorted((a, b) => direction * order(a, b))
  const after = args.after == null ? null : readCursor(args.after)
  const before = args.before == null ? null : readCursor(args.before)
  const between = sorted.filter(
    (entry) =>
      (after === null || direction * order(entry, after) > 0) &&
      (before === null || direction * order(entry, before) < 0),
  )
  const size = bulk ? between.length : sizeOf(args)
  const page = args.last != null && !bulk ? between.slice(-size || between.length) : between.slice(0, size)
  const edges = page.map((entry) => ({ cursor: writeCursor(entry), node: entry.render() }))
  const more = between.length > page.length
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: args.last == null ? more : before !== null,
      hasPreviousPage: args.last == null ? after !== null : more,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** The next slice of a list at the root of a bulk operation. */
function connectSlice(entries: readonly Entry[], args: ListArgs, place: BulkPlace) {
  const slice = connect(
    place.done ? [] : entries,
    { ...args, first: largestPage, last: null, after: place.after },
    { bulk: null },
  )
  place.after = slice.pageInfo.endCursor
  place.done = !slice.pageInfo.hasNextPage
  return slice
}

/** A list in the order given, as of variants or metafields. */
export function connectInOrder<T extends object>(
  items: readonly T[],
  args: ListArgs,
  context: Pick<ShopContext, 'bulk'>,
) {
  return connect(
    items.map((item, place) => ({ id: place + 1, value: place + 1, render: () => item })),
    args,
    context,
  )
}
