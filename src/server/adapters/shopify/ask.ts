import { z } from 'zod'
import { createGraphqlClient } from '../../http/graphql/create-graphql-client.ts'
import type { GraphqlAnswer, GraphqlOptions, GraphqlRequest } from '../../http/graphql/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { readCode, readError, readPoints } from './errors.ts'
import { API_PATH, API_VERSION, VERSION_HEADER } from './version.ts'

/** Sends one query and gives its data. @throws {AdapterError} */
export type Ask = <T>(request: Omit<GraphqlRequest<T>, 'signal'>) => Promise<GraphqlAnswer<T>>

const searchSchema = z.looseObject({
  search: z.array(z.looseObject({ warnings: z.array(z.unknown()).min(1) })).min(1),
})

/** Queries a shop, and sees to what a 200 may hide: another version, a search that was passed over. */
export function createAsk(
  context: AdapterContext,
  shop: Pick<GraphqlOptions, 'baseUrl' | 'auth' | 'rateLimit'>,
): Ask {
  const { signal } = context
  const client = createGraphqlClient(context.createClient, {
    ...shop,
    path: API_PATH,
    readError,
    readCode,
    readPoints,
  })
  let warned = false
  /** A version that is gone is answered by the oldest there is, and nothing but this header says so. */
  function watchVersion(served: string | null): void {
    if (warned || served === null || served === API_VERSION) return
    warned = true
    const code = 'api_version_fell_forward'
    const message = `Shopify no longer has version ${API_VERSION} of its API and answers in ${served}. Update Cairn.`
    context.warn?.({ code, message })
  }

  return async (request) => {
    const answer = await client.ask({ ...request, signal })
    watchVersion(answer.headers.get(VERSION_HEADER))
    // A search field that isn't known is passed over: the list would hold everything and look like what changed.
    if (searchSchema.safeParse(answer.extensions).success) throw searchPassedOver()
    return answer
  }
}

function searchPassedOver(): AdapterError {
  return new AdapterError(
    'invalid_request',
    'Shopify passed over part of the search, so the list would not be what was asked for. This is ours to fix.',
    { vendorCode: 'invalid_field' },
  )
}
