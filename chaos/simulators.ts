import { z } from 'zod'

const vendorSchema = z.object({
  vendor: z.string(),
  name: z.string(),
  stores: z.array(z.object({ key: z.string(), name: z.string(), products: z.number() })),
  signIn: z.object({ method: z.string(), fields: z.record(z.string(), z.string()) }),
})
export type PretendVendor = z.infer<typeof vendorSchema>

const productSchema = z.object({
  sourceId: z.string(),
  priceMinor: z.number().nullable(),
  status: z.string(),
  quantity: z.number(),
})
const orderSchema = z.object({
  sourceId: z.string(),
  status: z.string(),
  customerSourceId: z.string().nullable(),
  totalMinor: z.number(),
  lines: z.array(z.unknown()),
})
const ledgerSchema = z.object({
  products: z.array(productSchema),
  customers: z.array(z.object({ sourceId: z.string() })),
  orders: z.array(orderSchema),
})
/** What a store of a simulator holds: the truth. */
export type Ledger = z.infer<typeof ledgerSchema>

const changeSchema = z.object({
  sourceId: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

/** A call as the simulator saw it. `budget`: calls with the same draw on one. */
const callSchema = z.object({
  number: z.number(),
  at: z.string(),
  path: z.string(),
  status: z.number(),
  ms: z.number(),
  fault: z.string().nullable(),
  budget: z.string().nullable(),
})
export type SimulatedCall = z.infer<typeof callSchema>

const subscriptionSchema = z.object({ id: z.string(), storeKey: z.string(), topic: z.string() })

const noticeSchema = z.object({
  number: z.number(),
  id: z.string(),
  topic: z.string(),
  storeKey: z.string(),
  bodySha256: z.string(),
  forged: z.string().nullable(),
  faults: z.array(z.string()),
  tries: z.array(z.object({ status: z.number().nullable() })),
  state: z.string(),
})

const noticesSchema = z.object({
  counts: z.object({ waiting: z.number() }),
  notices: z.array(noticeSchema),
})

/** The test bench of the simulators, on a line of its own that stays good. */
export type Simulators = ReturnType<typeof simulatorsAt>

export function simulatorsAt(url: string) {
  async function control<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return schema.parse(await response.json())
  }
  return {
    control,
    vendors: () => control(z.array(vendorSchema), 'GET', '/vendors'),
    reset: (vendor: string, seed: number, products: number) =>
      control(z.unknown(), 'POST', `/${vendor}/reset`, { seed, products }),
    change: (vendor: string, storeKey: string, kind: string, sourceId?: string) =>
      control(changeSchema, 'POST', `/${vendor}/change`, { storeKey, kind, sourceId }),
    setFaults: (vendor: string, faults: Record<string, number | null>) =>
      control(z.unknown(), 'PUT', `/${vendor}/faults`, faults),
    expireTokens: (vendor: string) => control(z.unknown(), 'POST', `/${vendor}/expire-tokens`),
    ledger: (vendor: string, storeKey: string) =>
      control(ledgerSchema, 'GET', `/${vendor}/ledger?store=${storeKey}`),
    subscriptions: (vendor: string) =>
      control(z.array(subscriptionSchema), 'GET', `/${vendor}/subscriptions`),
    subscribe: (
      vendor: string,
      wish: { storeKey: string; address: string; secret?: string; topics: string[] },
    ) => control(z.unknown(), 'POST', `/${vendor}/subscriptions`, wish),
    unsubscribeAll: (vendor: string) => control(z.unknown(), 'DELETE', `/${vendor}/subscriptions`),
    setNoticeFaults: (vendor: string, faults: Record<string, number>) =>
      control(z.unknown(), 'PUT', `/${vendor}/notice-faults`, faults),
    notices: (vendor: string, after: number) =>
      control(noticesSchema, 'GET', `/${vendor}/notices?after=${after}&limit=1000`),
    calls: (vendor: string) => control(z.array(callSchema), 'GET', `/${vendor}/log?limit=500`),
  }
}
