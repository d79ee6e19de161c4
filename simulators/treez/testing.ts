import { z } from 'zod'
import { type SimulatorOptions, startSimulators } from '../server.ts'
import { demoApiKey, demoClientId } from './sign-in.ts'

const tokenSchema = z.looseObject({ access_token: z.string() })

export type TreezClient = {
  url: string
  /** Signed-in GET below the dispensary's v2 base. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** The same, as parsed JSON of a successful answer. */
  read<T>(path: string, schema: z.ZodType<T>): Promise<T>
  control(method: string, path: string, body?: unknown): Promise<Response>
  signIn(form: Record<string, string>): Promise<Response>
  token: string
  close(): Promise<void>
}

/** The real server on a free port with a signed-in client of one dispensary, for tests. */
export async function startTreez(
  options: Partial<SimulatorOptions> = {},
  dispensary = 'pine-street',
): Promise<TreezClient> {
  const simulators = await startSimulators({ port: 0, products: 120, ...options })
  const base = `${simulators.url}/treez/v2.0/dispensary/${dispensary}`
  const signIn = (form: Record<string, string>) =>
    fetch(`${base}/config/api/gettokens`, { method: 'POST', body: new URLSearchParams(form) })
  const answer = await signIn({ client_id: demoClientId, apikey: demoApiKey(dispensary) })
  const { access_token: token } = tokenSchema.parse(await answer.json())
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(base + path, { headers: { authorization: token, client_id: demoClientId, ...headers } })
  return {
    url: simulators.url,
    token,
    get,
    signIn,
    async read(path, schema) {
      const response = await get(path)
      return schema.parse(await response.json())
    },
    control: (method, path, body) =>
      fetch(`${simulators.url}/_control${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: simulators.close,
  }
}

export const ledgerSchema = z.object({
  products: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      menuTitle: z.string().nullable(),
      priceMinor: z.number().nullable(),
      status: z.enum(['ACTIVE', 'DEACTIVATED']),
      quantity: z.number(),
      levels: z.array(z.object({ location: z.string(), sellable: z.boolean(), quantity: z.number() })),
      lots: z.array(z.object({ tag: z.string(), quantity: z.number() })),
    }),
  ),
})

const quantityDetail = z.object({ location: z.string(), sellable_quantity: z.number() })

/** What the tests look at; the wire carries more. */
export const productListSchema = z.object({
  resultCode: z.literal('SUCCESS'),
  data: z.object({
    page_count: z.number(),
    total_count: z.number(),
    product_list: z.array(
      z.looseObject({
        product_id: z.string(),
        product_status: z.string(),
        last_updated_at: z.string(),
        sellable_quantity: z.number(),
        sellable_quantity_detail: z.array(quantityDetail),
        category_type: z.string(),
        product_configurable_fields: z.looseObject({ name: z.string(), brand: z.string().nullable() }),
        pricing: z.looseObject({ price_type: z.string(), price_sell: z.number().nullable() }),
        product_barcodes: z.array(z.object({ created_date: z.string(), sku: z.string(), type: z.string() })),
        e_commerce: z.looseObject({
          menu_title: z.string().nullable(),
          primary_image: z.string().nullable(),
        }),
        lab_results: z.array(z.looseObject({ amount: z.looseObject({ minimum_value: z.unknown() }) })),
      }),
    ),
  }),
})

export const stockSchema = z.object({
  data: z.object({
    page_elements: z.number(),
    total_elements: z.number(),
    stock: z.array(
      z.looseObject({
        product_id: z.string(),
        product_status: z.string(),
        inventory_details: z.array(
          z.looseObject({
            location_name: z.string(),
            sellable_quantity: z.number(),
            last_updated_at: z.string(),
          }),
        ),
      }),
    ),
  }),
})
