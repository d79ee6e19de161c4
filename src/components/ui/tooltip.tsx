import { cloneElement, type ReactElement } from 'react'

/** Carries the words of a tooltip in the page; the one layer that shows them looks for it. */
export const tooltipAttribute = 'data-tooltip'

/** Extra words on hover and focus. Never the only place of something needed. */
export function Tooltip({
  text,
  children,
}: {
  text: string
  children: ReactElement<Record<string, unknown>>
}) {
  return cloneElement(children, { [tooltipAttribute]: text })
}
