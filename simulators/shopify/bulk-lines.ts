type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The nodes of a connection, or null when it is none. */
function nodesOf(value: unknown): Row[] | null {
  if (!isRow(value) || !Array.isArray(value['edges'])) return null
  return value['edges'].flatMap((edge) => (isRow(edge) && isRow(edge['node']) ? [edge['node']] : []))
}

/** An object without the connections in it; those go to `children`. */
function flatten(row: Row, children: Row[]): Row {
  const kept: Row = {}
  for (const [name, value] of Object.entries(row)) {
    const nodes = nodesOf(value)
    if (nodes !== null) children.push(...nodes)
    else kept[name] = isRow(value) ? flatten(value, children) : value
  }
  return kept
}

/**
 * Writes answers as one JSON object a line; what stands in a connection of another says whose it is in `__parentId`.
 * @param grouped whether children follow their parent; else they come after all parents
 */
export function createLineWriter(grouped: boolean) {
  const levels: string[][] = []
  let roots = 0
  const write = (row: Row, depth: number, parentId: unknown) => {
    const children: Row[] = []
    const kept = flatten(row, children)
    const level = levels[grouped ? 0 : depth] ?? []
    level.push(JSON.stringify(parentId === null ? kept : { ...kept, __parentId: parentId }))
    levels[grouped ? 0 : depth] = level
    for (const child of children) write(child, depth + 1, kept['id'] ?? null)
  }
  return {
    add(data: Row) {
      for (const row of Object.values(data).flatMap((value) => nodesOf(value) ?? [])) {
        roots += 1
        write(row, 0, null)
      }
    },
    /** Lines written, and how many of them stand under no other. */
    count: () => ({ objects: levels.reduce((sum, { length }) => sum + length, 0), roots }),
    text: () => levels.map((level) => level.map((line) => `${line}\n`).join('')).join(''),
  }
}
