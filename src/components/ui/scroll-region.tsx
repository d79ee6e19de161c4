import type { ReactNode } from 'react'

/** A part that scrolls sideways where it doesn't fit, with the pointer or the arrow keys. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must scroll from the keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-x-auto -outline-offset-2"
    >
      {children}
    </section>
  )
}
