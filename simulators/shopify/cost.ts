import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { adminSchema } from './schema.ts'

/** What costs nothing of its own; measured, like the formula below, on recorded answers. */
const free = new Set(['PageInfo', 'MoneyV2', 'MoneyBag', 'MailingAddress', 'UserError'])
const countCost = 10
const mutationCost = 10

type Variables = Record<string, unknown>
type Fragments = Map<string, FragmentDefinitionNode>

/** How much more a page of `size` costs than one node. Fits 83 of 100 recorded queries. */
const pageFactor = (size: number) => Math.max(1, Math.floor(2 * Math.log(Math.max(1, size))))

type Reading = { fragments: Fragments; variables: Variables }

/** What a data object holds under a field's name; an array stands for its first member. */
const below = (data: unknown, name: string): unknown => {
  const one: unknown = Array.isArray(data) ? data[0] : data
  return typeof one === 'object' && one !== null ? Object(one)[name] : undefined
}

/** Points of a selection on `type`. With `data`, of what was really answered: null costs nothing, pages by their length. */
function costOf(
  selection: SelectionSetNode | undefined,
  type: GraphQLCompositeType,
  reading: Reading,
  data?: { of: unknown },
): number {
  let sum = 0
  for (const node of selection?.selections ?? []) {
    if (node.kind === Kind.FRAGMENT_SPREAD || node.kind === Kind.INLINE_FRAGMENT) {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(node.name.value) : node
      const on = fragment?.typeCondition
      const narrowed = on === undefined ? type : adminSchema().schema.getType(on.name.value)
      if (isCompositeType(narrowed)) sum += costOf(fragment?.selectionSet, narrowed, reading, data)
      continue
    }
    const field =
      isAbstractType(type) && !isInterfaceType(type) ? undefined : type.getFields()[node.name.value]
    if (field === undefined) continue
    const named = getNamedType(field.type)
    const answered = data && { of: below(data.of, node.alias?.value ?? node.name.value) }
    if (isLeafType(named) || !isCompositeType(named) || answered?.of === null) continue
    if (named.name.endsWith('Connection')) {
      const size = answered ? lengthOf(answered.of) : sizeOf(node.arguments ?? [], reading.variables)
      const nodes = costOf(node.selectionSet, named, reading, answered)
      sum += 2 + (size === 0 ? 0 : pageFactor(size) * nodes)
      continue
    }
    // Made up, the worse case: what is named by its id is paid for each, whatever is found.
    const times = field.args.some(({ name }) => name === 'ids') ? countOf(answered, reading.variables) : 1
    const own = named.name === 'Count' ? countCost : free.has(named.name) || isEdge(named.name) ? 0 : 1
    if (own === 0 && free.has(named.name)) continue
    sum += times * (own + costOf(node.selectionSet, named, reading, answered))
  }
  return sum
}

const isEdge = (name: string) => name.endsWith('Edge')

function lengthOf(connection: unknown): number {
  if (typeof connection !== 'object' || connection === null) return 0
  const list = Object.values(connection).find((each) => Array.isArray(each))
  return Array.isArray(list) ? list.length : 1
}

function countOf(answered: { of: unknown } | undefined, variables: Variables): number {
  const list = answered ? answered.of : variables['ids']
  return Array.isArray(list) ? list.filter((each) => each !== null).length : 1
}

type Arguments = NonNullable<Extract<SelectionSetNode['selections'][number], { kind: 'Field' }>['arguments']>

function sizeOf(args: Arguments, variables: Variables): number {
  const given = args.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  if (given?.kind === Kind.INT) return Number(given.value)
  const value = given?.kind === Kind.VARIABLE ? variables[given.name.value] : undefined
  return typeof value === 'number' ? value : 1
}

/** Points of an operation: as asked for, or with `data` as answered. */
export function queryCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  data?: { of: unknown },
): number {
  const { schema } = adminSchema()
  const root = schema.getRootType(operation.operation)
  if (!isObjectType(root)) return 0
  const fragments: Fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  const points = costOf(operation.selectionSet, root, { fragments, variables }, data)
  // A mutation's payload itself is covered by what the mutation costs.
  return operation.operation === 'mutation' ? points + mutationCost - 1 : points
}
