'use client'
import { Columns3 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Column } from './column.ts'

type ColumnChooserProps<Row> = {
  columns: readonly Column<Row>[]
  /** Ids shown; null for the defaults. */
  shown: string[] | null
  onShownChange: (shown: string[] | null) => void
}

/** Ids of the columns to show, in the table's order. The first column always stays. */
export function shownColumns<Row>(columns: readonly Column<Row>[], shown: string[] | null): string[] {
  return columns
    .filter(
      (column, index) =>
        index === 0 || (shown === null ? column.optional !== true : shown.includes(column.id)),
    )
    .map((column) => column.id)
}

/** Which columns to show. */
export function ColumnChooser<Row>({ columns, shown, onShownChange }: ColumnChooserProps<Row>) {
  const current = shownColumns(columns, shown)
  const defaults = shownColumns(columns, null)

  function toggle(id: string, checked: boolean) {
    const next = columns
      .map((column) => column.id)
      .filter((each) => (each === id ? checked : current.includes(each)))
    onShownChange(next.join() === defaults.join() ? null : next)
  }

  return (
    <Menu
      trigger={
        <Button icon={<Columns3 />} className="max-md:hidden">
          Columns
        </Button>
      }
      items={columns.slice(1).map((column) => ({
        kind: 'checkbox',
        label: column.header,
        checked: current.includes(column.id),
        onCheckedChange: (checked) => toggle(column.id, checked),
      }))}
    />
  )
}
