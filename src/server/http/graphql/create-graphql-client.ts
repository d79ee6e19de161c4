import { z } from 'zod'
import type { HttpClient, HttpClientOptions } from '../types.ts'
import { readGraphqlErrors } from './read-errors.ts'
import type { GraphqlClient, GraphqlOptions } from './types.ts'

const extensionsSchema = z.record(z.string(), z.unknown())

/** Nothing in an answer that has none, and nothing where it isn't what it should be. */
const extensionsOf = (body: unknown): Record<string, unknown> =>
  z.looseObject({ extensions: extensionsSchema }).safeParse(body).data?.extensions ?? {}

/**
 * A GraphQL API over the common client: errors that come with a 200 become `AdapterError`s, and each call is paid for
 * from the vendor's budget at the price the vendor last gave for its operation.
 * @param createClient makes the common client
 */
export function createGraphqlClient(
  createClient: (options: HttpClientOptions) => HttpClient,
  options: GraphqlOptions,
): GraphqlClient {
  const { path, readCode, readPoints, ...common } = options
  const pointsIn = (body: unknown) => readPoints?.(extensionsOf(body)) ?? null
  const http = createClient({
    ...common,
    readPoints: pointsIn,
    readEnvelope: (body) => readGraphqlErrors(body, readCode, pointsIn(body)),
  })
  const prices = new Map<string, number>()
  return {
    async ask({ query, variables = {}, cost, schema, repeatable, ...request }) {
      const answer = await http.send({
        ...request,
        method: 'POST',
        path,
        json: { query, variables },
        cost: prices.get(request.operation) ?? cost,
        repeatable: repeatable ?? !/^\s*mutation\b/.test(query),
        schema: z.looseObject({ data: schema }),
      })
      const asked = pointsIn(answer.body)?.asked
      if (asked != null) prices.set(request.operation, asked)
      return { data: answer.body.data, extensions: extensionsOf(answer.body), headers: answer.headers }
    },
  }
}
