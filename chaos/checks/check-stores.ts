import type { Evidence, StoreEvidence } from './evidence.ts'

/** Catalogue, stock, customers and orders equal the simulator's ledger, record by record. @returns what differs, in words */
export function checkStores({ stores }: Pick<Evidence, 'stores'>): string[] {
  return stores.flatMap((store) => [...productsOf(store), ...customersOf(store), ...ordersOf(store)])
}

function productsOf({ vendor, ledger, held }: StoreEvidence): string[] {
  return compare(`${vendor} product`, ledger.products, held.products, (truth, ours) => [
    ...(truth.quantity === ours.quantity
      ? []
      : [`stands at ${ours.quantity}, the POS has ${truth.quantity}`]),
    // Null in the ledger: priced by tiers, or not at all.
    // Tenths of a cent are rounded: nobody can be charged them.
    ...(truth.priceMinor === null || Math.round(truth.priceMinor) === ours.priceMinor
      ? []
      : [`costs ${ours.priceMinor}, at the POS ${truth.priceMinor}`]),
  ])
}

function customersOf({ vendor, ledger, held }: StoreEvidence): string[] {
  const ours = held.customers.map((sourceId) => ({ sourceId }))
  return compare(`${vendor} customer`, ledger.customers, ours, () => [])
}

function ordersOf({ vendor, ledger, held }: StoreEvidence): string[] {
  // Orders are a log: a POS tells of the newer ones, and what falls out of its sight meanwhile stays here.
  const told = new Set(ledger.orders.map(({ sourceId }) => sourceId))
  const inSight = held.orders.filter(({ sourceId }) => told.has(sourceId))
  return compare(`${vendor} order`, ledger.orders, inSight, (truth, ours) => {
    const wanted = [truth.status, truth.customerSourceId, truth.totalMinor, truth.lines.length].join()
    const found = [ours.status, ours.customerSourceId, ours.totalMinor, ours.lines].join()
    return wanted === found ? [] : [`is ${found}, at the POS ${wanted}`]
  })
}

/** Each record of the truth is held once, and nothing else is. */
function compare<Truth extends { sourceId: string }, Held extends { sourceId: string }>(
  what: string,
  truths: readonly Truth[],
  held: readonly Held[],
  differences: (truth: Truth, ours: Held) => string[],
): string[] {
  const rest = new Map(held.map((record) => [record.sourceId, record]))
  const doubled = held.length - rest.size
  const problems = doubled === 0 ? [] : [`${doubled} of ${what}s are held twice`]
  for (const truth of truths) {
    const ours = rest.get(truth.sourceId)
    rest.delete(truth.sourceId)
    if (!ours) problems.push(`${what} ${truth.sourceId} is missing`)
    else problems.push(...differences(truth, ours).map((words) => `${what} ${truth.sourceId} ${words}`))
  }
  for (const id of rest.keys()) problems.push(`${what} ${id} is held and not in the ledger`)
  return problems
}
