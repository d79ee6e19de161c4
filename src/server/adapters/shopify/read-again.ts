import type { SourceRecord } from '../../model/source-record.ts'
import type { AdapterSession } from '../contract.ts'
import { againInChunks } from '../kit/again.ts'
import { fieldsOf } from '../kit/source-record.ts'
import type { ShopifyApi } from './client.ts'
import { flatten } from './flatten.ts'
import type { AgainEntity } from './notice-calls.ts'
import { againSizes } from './queries.ts'
import { toRecord } from './to-record.ts'
import { withAllMembers } from './with-all-members.ts'

/** Single records by their ids, in the form their lists give them. @throws {AdapterError} */
export function readAgainOf(api: ShopifyApi): NonNullable<AdapterSession['readAgain']> {
  const read = (entity: AgainEntity) => (sourceIds: readonly string[]) =>
    againInChunks(sourceIds.filter(isId), againSizes[entity], async (ids) => {
      const records: SourceRecord[] = []
      for (const node of await api.nodes(entity, ids)) {
        const whole = entity === 'inventory' ? listedLevel(node) : await wholeNode(api, entity, node)
        if (whole !== null) records.push(toRecord(flatten(whole)))
      }
      return records
    })
  return {
    products: read('products'),
    inventory: read('inventory'),
    customers: read('customers'),
    orders: read('orders'),
  }
}

/** Anything else would make the whole call fail. */
const isId = (id: string) => /^gid:\/\/shopify\/\w+\/\d+(\?[\w=&]+)?$/.test(id)

async function wholeNode(api: ShopifyApi, entity: Exclude<AgainEntity, 'inventory'>, node: unknown) {
  return 'id' in fieldsOf(node) ? withAllMembers(api, entity, node) : null
}

/** A level as its location lists it: none that was taken away, and none of a closed location. */
function listedLevel(node: unknown): unknown {
  const { isActive, ...level } = fieldsOf(node)
  const listed = 'id' in level && isActive !== false && fieldsOf(level['location'])['isActive'] !== false
  return listed ? level : null
}
