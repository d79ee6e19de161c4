type Row = Record<string, unknown>

/** How many lines there are, and how many of them stand under no other. */
export type Lines = { text: string; objects: number; roots: number }

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
 * An answer as one JSON object a line; what stands in a connection of another says whose it is in `__parentId`.
 * @param grouped whether children follow their parent; else they come after all parents
 */
export function writeLines(data: Row, grouped: boolean): Lines {
  const levels: string[][] = []
  const inOrder: string[] = []
  const write = (row: Row, depth: number, parentId: unknown) => {
    const children: Row[] = []
    const kept = flatten(row, children)
    const line = JSON.stringify(parentId === null ? kept : { ...kept, __parentId: parentId })
    inOrder.push(line)
    const level = levels[depth] ?? []
    level.push(line)
    levels[depth] = level
    for (const child of children) write(child, depth + 1, kept['id'] ?? null)
  }
  const roots = Object.values(data).flatMap((value) => nodesOf(value) ?? [])
  for (const row of roots) write(row, 0, null)
  const lines = grouped ? inOrder : levels.flat()
  return { text: lines.map((line) => `${line}\n`).join(''), objects: lines.length, roots: roots.length }
}
