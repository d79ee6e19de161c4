'use client'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

const keys: { keys: string[]; does: string }[] = [
  { keys: ['⌘', 'K'], does: 'Search or jump to a page (Ctrl K elsewhere than on a Mac)' },
  { keys: ['/'], does: 'Search in the table' },
  { keys: ['j'], does: 'Next row' },
  { keys: ['k'], does: 'Previous row' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['x'], does: 'Select the row' },
  { keys: ['Esc'], does: 'Close what is open, clear the search' },
  { keys: ['?'], does: 'This list' },
]

/** Every key that does something. */
export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys">
      <dl className="flex flex-col">
        {keys.map((line) => (
          <div key={line.does} className="flex items-center gap-4 border-b border-line py-2 last:border-b-0">
            <dt className="flex w-20 shrink-0 gap-1">
              {line.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{line.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
