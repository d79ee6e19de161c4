import type { LeftOut } from '../contract.ts'
import type { AdapterError } from '../errors.ts'
import { isOfARecord, MOST_LEFT_OUT } from '../kit/read-around.ts'
import { fieldsOf } from '../kit/source-record.ts'
import type { Connection } from './schema.ts'

export type CursorList = {
  /** A page, of so many records or as many as usual. */
  page: (after: string | null, first?: number) => Promise<Connection>
  /** The next record's id and cursor, and nothing of it that could break. */
  place: (after: string | null) => Promise<Connection>
}

/**
 * A page behind a cursor. One that Shopify keeps answering with an error is read in halves up to the record that causes it:
 * of that, only id and cursor are asked for, so that reading goes on behind it.
 * @param size of a page
 * @throws {AdapterError} the failure of the page, when it is not single records that cause it
 */
export async function readPage(
  list: CursorList,
  after: string | null,
  size: number,
): Promise<Connection & { leftOut: LeftOut[] }> {
  try {
    return { ...(await list.page(after)), leftOut: [] }
  } catch (error) {
    if (!isOfARecord(error)) throw error
    return readAround(list, after, size, error)
  }
}

async function readAround(list: CursorList, start: string | null, size: number, failure: AdapterError) {
  const nodes: unknown[] = []
  const leftOut: LeftOut[] = []
  let pageInfo: Connection['pageInfo'] = { hasNextPage: true, endCursor: start }
  let brokenBefore = false
  const goOn = (part: Connection) => {
    pageInfo = { ...part.pageInfo, endCursor: part.pageInfo.endCursor ?? pageInfo.endCursor ?? null }
  }
  const readPart = async (take: number): Promise<void> => {
    if (!pageInfo.hasNextPage || take === 0) return
    try {
      const part = await list.page(pageInfo.endCursor ?? null, take)
      nodes.push(...part.nodes)
      goOn(part)
      brokenBefore = false
    } catch (error) {
      if (!isOfARecord(error)) throw error
      if (take === 1) return leaveOut()
      await readPart(Math.ceil(take / 2))
      await readPart(Math.floor(take / 2))
    }
  }
  const leaveOut = async () => {
    if (brokenBefore || leftOut.length === MOST_LEFT_OUT) throw failure
    const place = await list.place(pageInfo.endCursor ?? null)
    leftOut.push(...place.nodes.map((node) => leftOutOf(node, failure)))
    goOn(place)
    brokenBefore = true
  }
  // A shop that cannot even tell where the list begins is out of order.
  await list.place(start).catch(() => Promise.reject(failure))
  await readPart(Math.ceil(size / 2))
  await readPart(Math.floor(size / 2))
  return { nodes, pageInfo, leftOut }
}

/** A record of which only the id is known. */
export function leftOutOf(node: unknown, { message: reason }: AdapterError): LeftOut {
  const id = String(fieldsOf(node)['id'])
  return { place: id, name: id.replace('gid://shopify/', '').replace('/', ' '), reason }
}
