import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import { dollars, productIdOf, utc } from './dialect.ts'
import { roomNumber, slotsOf } from './inventory.ts'
import { queryOf, wireName } from './products.ts'
import { badRequest } from './refusals.ts'

/** What each vendor delivered, with its packages: those still known, sold out or not. */
export function listDeliveries(request: SimRequest, store: WorldStore): Reply {
  const query = queryOf(request)
  const start = Date.parse(query.get('startdate') ?? utc(0))
  const end = Date.parse(query.get('enddate') ?? utc(8.64e15))
  if (Number.isNaN(start) || Number.isNaN(end)) return badRequest.message('startDate is no date.')
  const wanted = slotsOf(store).filter(({ lot }) => lot.receivedAt >= start && lot.receivedAt <= end)
  const deliveries = Map.groupBy(wanted, ({ lot }) => `${lot.distributor} ${lot.receivedAt}`)
  return jsonReply(
    200,
    [...deliveries].map(([key, slots]) => {
      const [lot] = slots.map((slot) => slot.lot)
      const receivedAt = lot?.receivedAt ?? 0
      return {
        receiveInventoryHistoryId: hash(key) % 1_000_000_000,
        title: `Invoice ${lot?.invoice}`,
        status: 'Completed',
        failureMessage: null,
        // Some are entered without saying when the van stood at the door.
        deliveredOn: hash(key) % 4 === 0 ? null : utc(receivedAt),
        addedOn: utc(receivedAt),
        vendor: lot?.distributor ?? null,
        vendorLicense: null,
        items: slots.map((slot) => {
          const product = store.product(slot.index)
          const price = product.price.kind === 'flat' ? product.price.minor : 0
          const loose = product.price.kind === 'tier'
          const unitCost = dollars(Math.round(price / 2))
          return {
            product: wireName(product),
            sku: `P${productIdOf(store, slot.index)}`,
            productId: productIdOf(store, slot.index),
            quantity: slot.lot.quantity,
            unit: loose ? 'grams' : 'each',
            unitAbbreviation: loose ? 'g' : 'ea',
            unitCost,
            unitTax: 0,
            totalCost: unitCost * slot.lot.quantity,
            packageId: slot.lot.tag,
            externalPackageId: slot.lot.tag,
            batchName: slot.lot.batch,
            batchId: slot.lot.invoice,
            room: slot.lot.room.name,
            roomId: roomNumber(store, slot.lot),
          }
        }),
      }
    }),
  )
}
