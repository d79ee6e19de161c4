import { z } from 'zod'

const pageSchema = z.looseObject({ nodes: z.array(z.unknown()) })
const edgesSchema = z.looseObject({ edges: z.array(z.looseObject({ node: z.unknown() })) })

/** The members of a connection, whichever way it was asked for; null for what is none. */
export function membersOf(value: unknown): unknown[] | null {
  const nodes = pageSchema.safeParse(value).data?.nodes
  return nodes ?? edgesSchema.safeParse(value).data?.edges.map(({ node }) => node) ?? null
}

/**
 * A record with the connections in it as plain arrays, at any depth: how its lists were cut into pages is no property of
 * the record, and a bulk operation's file doesn't know it. All else is kept as received.
 */
export function flatten(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(flatten)
  const members = membersOf(value)
  if (members) return members.map(flatten)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, flatten(each)]))
}
