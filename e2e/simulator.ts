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

export type LedgerProduct = { sourceId: string; name: string; menuTitle: string | null; quantity: number }

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
