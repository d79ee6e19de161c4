import type { ReactNode } from 'react'

/** One column of a DataTable. */
export type Column<Row> = {
  /** Also the name in the URL when it can be sorted by. */
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers go right. */
  align?: 'left' | 'right'
  sortable?: boolean
  /** The first click sorts downwards: newest, most. */
  descendingFirst?: boolean
  /** Starts hidden; the column chooser shows it. */
  optional?: boolean
  /** A fixed width, the rest share what is left; or a share ("30%"), and then it is what is cut short first. */
  width?: string
}

export type Sort = { column: string; direction: 'asc' | 'desc' }
