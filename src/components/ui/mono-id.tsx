import { CopyButton } from './copy-button.tsx'

/** An id in mono with a copy button. Long ones are cut in the middle; the copy is whole. */
export function MonoId({ id, full = false }: { id: string; full?: boolean }) {
  const shown = full || id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <code title={id} className="truncate font-mono text-xs">
        {shown}
      </code>
      <CopyButton text={id} label="Copy id" />
    </span>
  )
}
