/** For tests only: the real simulators behind the real app. */

import { z } from 'zod'
import { startSimulators } from '#simulators/server.ts'

const vendorsSchema = z.array(
  z.object({
    vendor: z.string(),
    stores: z.array(z.object({ key: z.string(), products: z.number() })),
    signIn: z.object({ method: z.string(), fields: z.record(z.string(), z.string()) }),
  }),
)
const ledgerSchema = z.object({
  products: z.array(z.object({ sourceId: z.string(), name: z.string(), status: z.string() })),
})

/**
 * Starts the simulators on a free port.
 * @returns their address, the first vendor with a sign-in that works, and the truth of the store it leads to
 */
export async function startTestSimulators(products: number) {
  const { url, close } = await startSimulators({ port: 0, products })
  const control = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}/_control${path}`, {
      ...init,
      headers: { 'content-type': 'application/json' },
    })
    const answer: unknown = await response.json()
    return answer
  }
  const [vendor] = vendorsSchema.parse(await control('/vendors'))
  const store = vendor?.stores[0]
  if (!vendor || !store) throw new Error('there is no simulator')
  return {
    url,
    vendor: vendor.vendor,
    signIn: vendor.signIn,
    storeKey: store.key,
    control: (path: string, init?: RequestInit) => control(`/${vendor.vendor}${path}`, init),
    ledger: async () =>
      ledgerSchema.parse(await control(`/${vendor.vendor}/ledger?store=${store.key}`)).products,
    close,
  }
}
