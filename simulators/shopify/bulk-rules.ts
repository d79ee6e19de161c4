import { type FieldNode, getNamedType, isObjectType, Kind, type SelectionSetNode } from 'graphql'
import type { prepare } from './graphql-call.ts'
import { adminSchema } from './schema.ts'

type Ready = Exclude<ReturnType<typeof prepare>, { errors: object[] }>
type Found = { connections: number; depth: number; withoutId: string[]; withNodes: boolean; inList: boolean }

const most = { connections: 5, depth: 2 }

const selects = (field: FieldNode, name: string) =>
  field.selectionSet?.selections.some(
    (each) => each.kind === Kind.FIELD && each.name.value === name && each.alias === undefined,
  ) ?? false

const childOf = (field: FieldNode, name: string) =>
  field.selectionSet?.selections.find(
    (each): each is FieldNode => each.kind === Kind.FIELD && each.name.value === name,
  )

/** Looks at every connection below a selection. `outer` is the connection around it. */
function look(
  selection: SelectionSetNode | undefined,
  typeName: string,
  found: Found,
  outer: { depth: number; field: FieldNode | null; list: boolean },
): void {
  const type = adminSchema().schema.getType(typeName)
  for (const each of selection?.selections ?? []) {
    if (each.kind === Kind.INLINE_FRAGMENT) {
      look(each.selectionSet, each.typeCondition?.name.value ?? typeName, found, outer)
    }
    if (each.kind !== Kind.FIELD || !isObjectType(type)) continue
    const field = type.getFields()[each.name.value]
    if (field === undefined) continue
    const name = getNamedType(field.type).name
    if (!name.endsWith('Connection')) {
      const list = outer.list || String(field.type).startsWith('[')
      look(each.selectionSet, name, found, { ...outer, list: list && name !== typeName })
      continue
    }
    const depth = outer.depth + 1
    found.connections += 1
    found.depth = Math.max(found.depth, depth)
    found.inList ||= outer.list
    found.withNodes ||= selects(each, 'nodes')
    const parent = outer.field && childOf(outer.field, 'edges')
    const node = parent && childOf(parent, 'node')
    if (outer.field && node && !selects(node, 'id')) found.withoutId.push(outer.field.name.value)
    const edges = childOf(each, 'edges')
    const inner = edges && childOf(edges, 'node')
    const edgeType = name.replace(/Connection$/, '')
    look(inner?.selectionSet, edgeType, found, { depth, field: each, list: false })
  }
}

/** Why a query cannot run in bulk, in the vendor's words; null when it can. */
export function bulkProblem({ operation }: Ready, query: string): string | null {
  if (Buffer.byteLength(query) > 65_535) return 'Query is too long (maximum is 65535 bytes)'
  const root = operation.selectionSet.selections.filter((each) => each.kind === Kind.FIELD)
  if (operation.operation !== 'query') return 'Bulk operations can only run queries'
  if (root.some(({ name }) => name.value === 'node' || name.value === 'nodes')) {
    return 'Bulk queries cannot contain a top level `node` or `nodes` field.'
  }
  const found: Found = { connections: 0, depth: 0, withoutId: [], withNodes: false, inList: false }
  look(operation.selectionSet, 'QueryRoot', found, { depth: 0, field: null, list: false })
  if (found.withNodes) return 'Bulk queries must use `edges { node }`, not `nodes`.'
  if (found.connections === 0) return 'Bulk queries must contain at least one connection.'
  if (found.connections > most.connections) {
    return `Bulk queries cannot contain more than ${most.connections} connections.`
  }
  if (found.depth > most.depth) {
    return `Bulk queries cannot contain connections with a nesting depth greater than ${most.depth}.`
  }
  if (found.withoutId.length > 0) {
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${found.withoutId.join(', ')}.`
  }
  return found.inList
    ? 'Queries that contain a connection field within a list field are not currently supported.'
    : null
}
