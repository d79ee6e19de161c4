/** The simulators' control API, as an operator would use it. */
const url = process.env['E2E_SIMULATORS_URL'] ?? 'http://127.0.0.1:4010'

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

export type LedgerProduct = {
  sourceId: string
  name: string
  menuTitle: string | null
  priceMinor: number | null
  quantity: number
}

/** A pretend vendor and a sign-in that works for its first store. */
export type PretendVendor = {
  vendor: string
  signIn: { method: string; fields: Record<string, string> }
  stores: { key: string }[]
}

export function pretendVendors(): Promise<PretendVendor[]> {
  return control('GET', 'vendors')
}

/** Back to an untouched world of that size, with nobody signed in. */
export async function resetVendor(vendor: string, products: number): Promise<void> {
  await control('POST', `${vendor}/reset`, { products })
}

export async function setFaults(vendor: string, faults: Record<string, number>): Promise<void> {
  await control('PUT', `${vendor}/faults`, faults)
}

export type LedgerPeople = {
  customers: { sourceId: string; name: string; email: string | null }[]
  orders: { number: string; customerSourceId: string | null; totalMinor: number }[]
}

/** Who buys in a pretend store, and what. */
export function peopleOf(vendor: string, storeKey: string): Promise<LedgerPeople> {
  return control('GET', `${vendor}/ledger?store=${storeKey}`)
}

/** What a pretend store holds: the truth the screens are compared with. */
export async function ledgerOf(vendor: string, storeKey: string): Promise<LedgerProduct[]> {
  const { products } = await control<{ products: LedgerProduct[] }>(
    'GET',
    `${vendor}/ledger?store=${storeKey}`,
  )
  return products
}

/** Changes one product at the POS. `kind` as the simulators' README lists them. */
export async function changeAtPos(
  vendor: string,
  change: { storeKey: string; sourceId: string; kind: string },
): Promise<{ name: string; field: string; before: string | null; after: string | null }> {
  return control('POST', `${vendor}/change`, change)
}

/** Has a pretend vendor send notices, as somebody would type it into its own screens. */
export async function subscribeToNotices(
  vendor: string,
  subscription: { storeKey: string; address: string; secret: string; topics: string[] },
): Promise<void> {
  await control('POST', `${vendor}/subscriptions`, subscription)
}
