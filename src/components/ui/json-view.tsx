'use client'
import { useMemo } from 'react'
import { CopyButton } from './copy-button.tsx'

/** A payload as received: indented, in mono, to be scrolled and copied. `marked` are top-level keys to point at. */
export function JsonView({
  value,
  label,
  marked = [],
}: {
  value: unknown
  label: string
  marked?: string[]
}) {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? 'null', [value])
  const lines = useMemo(() => text.split('\n').map((line, number) => ({ line, number })), [text])
  return (
    <div className="relative rounded-control border border-line bg-sunken">
      <div className="absolute top-1 right-1">
        <CopyButton text={text} label="Copy payload" />
      </div>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must scroll from the keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="max-h-120 overflow-auto rounded-control"
      >
        <pre className="w-max min-w-full py-3 font-mono text-xs leading-5">
          {lines.map(({ line, number }) => (
            <Line key={number} line={line} marked={marked} />
          ))}
        </pre>
      </section>
    </div>
  )
}

function Line({ line, marked }: { line: string; marked: string[] }) {
  const [, indent = '', key, rest = ''] = line.match(/^(\s*)(?:"((?:[^"\\]|\\.)*)":)?(.*)$/) ?? []
  const isMarked = key !== undefined && indent.length === 2 && marked.includes(key)
  return (
    <span className={isMarked ? 'block bg-attention-soft px-3' : 'block px-3'}>
      {indent}
      {key !== undefined && <span className="text-accent-ink">{`"${key}":`}</span>}
      {rest}
      {'\n'}
    </span>
  )
}
