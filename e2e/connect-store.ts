import type { Page } from '@playwright/test'

type Answer<T> = { result: { data: { json: T } } }

/** Calls a procedure with the session of `page`. */
export async function mutate<T>(page: Page, procedure: string, input: unknown): Promise<T> {
  const response = await page.request.post(`/api/trpc/${procedure}`, { data: { json: input } })
  if (!response.ok()) throw new Error(`${procedure}: ${response.status()} ${await response.text()}`)
  return ((await response.json()) as Answer<T>).result.data.json
}

/** Asks a procedure with the session of `page`. */
export async function query<T>(page: Page, procedure: string, input: unknown): Promise<T> {
  const response = await page.request.get(
    `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`,
  )
  if (!response.ok()) throw new Error(`${procedure}: ${response.status()} ${await response.text()}`)
  return ((await response.json()) as Answer<T>).result.data.json
}

/**
 * Connects a demo store to its simulator without the wizard and waits for the first sync, for tests of what comes after.
 * A connection of that name that is there already is used again.
 * @param options.waits false: the first sync may still run
 */
export async function connectedStore(
  page: Page,
  {
    storeName,
    dispensary,
    waits = true,
    ...own
  }: { storeName: string; dispensary: string; name?: string; waits?: boolean },
): Promise<{ id: string; name: string }> {
  const name = own.name ?? `${storeName} · Treez`
  const known = await query<{ id: string; name: string }[]>(page, 'connections.list', {})
  const same = known.find((connection) => connection.name === name)
  if (same) return same

  const stores = await query<{ id: string; name: string }[]>(page, 'stores.list', undefined)
  const { id } = await mutate<{ id: string }>(page, 'connections.createDraft', {
    storeId: stores.find((store) => store.name === storeName)?.id,
    vendor: 'treez',
    name,
    endpoint: 'simulator',
    signInMethod: 'api_key',
    credentials: { dispensary, clientId: 'cairn-demo', apiKey: `demo-key-${dispensary}` },
    settings: {},
  })
  // The check streams; the answer ends when it does.
  await page.request.get(
    `/api/trpc/connections.check?input=${encodeURIComponent(JSON.stringify({ json: { id } }))}`,
  )
  const { runId } = await mutate<{ runId: string }>(page, 'connections.activate', {
    id,
    schedule: { everyMinutes: null, entities: ['products', 'inventory', 'batches', 'customers', 'orders'] },
  })
  if (waits) await waitForRun(page, runId)
  return { id, name }
}

/** A whole sync of a connection, waited for. */
export async function syncAgain(page: Page, connectionId: string): Promise<void> {
  const { runId } = await mutate<{ runId: string }>(page, 'runs.start', { connectionId, mode: 'full' })
  await waitForRun(page, runId)
}

/** Waits until a sync has ended; throws unless it took over everything it could. */
export async function waitForRun(page: Page, runId: string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const run = await query<{ status: string; errorMessage: string | null }>(page, 'runs.get', { id: runId })
    if (run.status === 'succeeded' || run.status === 'partly_failed') return
    if (run.status === 'failed' || run.status === 'cancelled')
      throw new Error(`${run.status}: ${run.errorMessage}`)
    await page.waitForTimeout(250)
  }
  throw new Error('the sync did not end within a minute')
}
