import { z } from 'zod'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { Ask } from './ask.ts'
import { bulkQuery, cancelBulkMutation, costs, startBulkMutation } from './queries.ts'
import { bulkSchema, startedBulkSchema } from './schema.ts'

/** The calls around a bulk operation. https://shopify.dev/docs/api/usage/bulk-operations/queries */
export function createBulkCalls(ask: Ask, { createClient, signal }: AdapterContext) {
  return {
    /** @returns null when others keep all the places for bulk operations taken */
    async startBulk(query: string) {
      const { data } = await ask({
        operation: 'bulk.start',
        query: startBulkMutation,
        variables: { query },
        cost: costs.startBulk,
        schema: startedBulkSchema,
        lane: 'catalogue',
        // A second one of the same kind costs a place for a while and changes nothing.
        repeatable: true,
      })
      const { bulkOperation, userErrors } = data.bulkOperationRunQuery
      if (bulkOperation) return bulkOperation
      const taken = userErrors.some(
        ({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED',
      )
      if (taken) return null
      throw new AdapterError(
        'invalid_request',
        'Shopify did not take the bulk operation. This is ours to fix.',
      )
    },
    /** @returns null when there is none of that id any more */
    async bulk(id: string) {
      const { data } = await ask({
        operation: 'bulk.get',
        query: bulkQuery,
        variables: { id },
        cost: costs.bulk,
        schema: z.looseObject({ bulkOperation: bulkSchema.nullable() }),
        lane: 'catalogue',
      })
      return data.bulkOperation
    },
    async cancelBulk(id: string): Promise<void> {
      await ask({
        operation: 'bulk.cancel',
        query: cancelBulkMutation,
        variables: { id },
        cost: costs.cancelBulk,
        schema: z.unknown(),
        lane: 'catalogue',
        repeatable: true,
      })
    },
    /**
     * The file a bulk operation left, on a host of its own, that wants no token.
     * @param lines how many it must have: one that was cut off at the end of a line looks whole
     */
    async download(address: string, lines: number): Promise<unknown[]> {
      const url = new URL(address)
      const files = createClient({ baseUrl: url.origin, auth: null, rateLimit: fileLimit })
      const { body } = await files.send({
        operation: 'files.download',
        method: 'GET',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        format: 'jsonl',
        schema: z.array(z.unknown()).length(lines),
        lane: 'catalogue',
        signal,
      })
      return body
    },
  }
}

/** Files are not counted; this keeps a fault of ours from becoming a flood. */
const fileLimit = { key: 'shopify:files', capacity: 10, perSecond: 10 }
