import { z } from 'zod'
import { type SimulatorOptions, startSimulators } from '../server.ts'

const answerSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
  extensions: z.looseObject({}).optional(),
})

export type Answer = z.infer<typeof answerSchema>

export type ShopifyClient = {
  /** Of the simulators. */
  url: string
  /** Of the shop. */
  shopUrl: string
  /** The raw answer to a query. */
  ask(query: string, variables?: object, options?: { token?: string; version?: string }): Promise<Response>
  query(query: string, variables?: object, token?: string): Promise<Answer>
  /** What a query finds, as parsed; fails on any error in the answer. */
  read<T>(schema: z.ZodType<T>, query: string, variables?: object): Promise<T>
  /** The token endpoint. */
  signIn(fields: Record<string, string>): Promise<Response>
  control(method: string, path: string, body?: unknown): Promise<Response>
  close(): Promise<void>
}

/** The real server on a free port with a client of one shop, for tests. */
export async function startShopify(
  options: Partial<SimulatorOptions> = {},
  shop = 'pine-street',
): Promise<ShopifyClient> {
  const simulators = await startSimulators({ port: 0, products: 60, ...options })
  const shopUrl = `${simulators.url}/shopify/${shop}`
  const ask: ShopifyClient['ask'] = (query, variables = {}, { token, version = '2026-07' } = {}) =>
    fetch(`${shopUrl}/admin/api/${version}/graphql.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-access-token': token ?? `demo-access-token-${shop}`,
      },
      body: JSON.stringify({ query, variables }),
    })
  const query: ShopifyClient['query'] = async (text, variables, token) => {
    const response = await ask(text, variables, token === undefined ? {} : { token })
    return answerSchema.parse(await response.json())
  }
  return {
    url: simulators.url,
    shopUrl,
    ask,
    query,
    async read(schema, text, variables) {
      const { data, errors } = await query(text, variables)
      if (errors) throw new Error(JSON.stringify(errors))
      return schema.parse(data)
    },
    signIn: (fields) =>
      fetch(`${shopUrl}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      }),
    control: (method, path, body) =>
      fetch(`${simulators.url}/_control/shopify${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: simulators.close,
  }
}

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })

export const ledgerSchema = z.object({
  products: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      priceMinor: z.number(),
      status: z.string(),
      quantity: z.number(),
      levels: z.array(z.object({ location: z.string(), quantity: z.number() })),
    }),
  ),
  customers: z.array(z.object({ sourceId: z.string(), name: z.string(), bornOn: z.string() })),
  orders: z.array(
    z.object({
      sourceId: z.string(),
      number: z.string(),
      status: z.string(),
      customerSourceId: z.string().nullable(),
      totalMinor: z.number(),
      lines: z.array(z.object({ productSourceId: z.string(), quantity: z.number() })),
    }),
  ),
})
