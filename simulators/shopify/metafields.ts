import { hash } from '../world/random.ts'
import { connectInOrder, type ListArgs } from './connection.ts'
import type { ShopContext } from './context.ts'
import { gid, otherNumber, time } from './dialect.ts'

/** A value of a custom field as its type writes it; null where nobody filled it in. */
export type Custom = { namespace: string; key: string; type: string; value: string | null }

type Owner = { id: string; type: string; updatedAt: number }

const metafield = (owner: Owner, { namespace, key, type, value }: Custom) => {
  const number = otherNumber('Metafield', `${owner.id}:${namespace}.${key}`)
  const plain = type === 'json' || type.startsWith('list.') || type.startsWith('number_') || type === 'weight'
  return {
    __typename: 'Metafield',
    id: gid('Metafield', number),
    legacyResourceId: String(number),
    namespace,
    key,
    type,
    value,
    jsonValue: plain ? JSON.parse(value ?? 'null') : value,
    ownerType: owner.type,
    compareDigest: hash(value ?? '').toString(16),
    sizeInBytes: Buffer.byteLength(value ?? ''),
    createdAt: time(owner.updatedAt),
    updatedAt: time(owner.updatedAt),
  }
}

/** The fields `metafield` and `metafields` of an owner. */
export function metafieldsOf(owner: Owner, all: () => Custom[]) {
  const filled = () => all().filter(({ value }) => value !== null)
  return {
    metafield({ namespace, key }: { namespace?: string | null; key: string }) {
      const [first = '', rest] = key.split('.')
      const [wantedSpace, wantedKey] = rest === undefined ? [namespace, first] : [first, rest]
      const found = filled().find((one) => one.namespace === wantedSpace && one.key === wantedKey)
      return found === undefined ? null : metafield(owner, found)
    },
    metafields(args: ListArgs & { namespace?: string | null; keys?: string[] | null }, context: ShopContext) {
      const wanted = filled().filter(
        ({ namespace, key }) =>
          (args.namespace == null || args.namespace === namespace) &&
          (args.keys == null || args.keys.some((each) => each === key || each === `${namespace}.${key}`)),
      )
      return connectInOrder(
        wanted.map((one) => metafield(owner, one)),
        args,
        context,
      )
    },
  }
}
