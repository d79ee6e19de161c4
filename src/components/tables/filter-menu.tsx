'use client'
import { buttonClass } from '#components/ui/button-class.ts'
import { useLateControl } from '#lib/use-late-control.ts'
import { FilterFace } from './filter-face.tsx'
import type { FilterMenuProps } from './filter-popup.tsx'

const load = () => import('./filter-popup.tsx').then((file) => file.FilterPopup)

/** Several of many, with a search of its own when there are more than eight. */
export function FilterMenu(props: FilterMenuProps) {
  const { Control, standIn } = useLateControl(load)
  if (Control !== null) return <Control {...props} />
  return (
    <button
      type="button"
      // biome-ignore lint/a11y/useAriaPropsForRole: its list is there only once it opens
      role="combobox"
      aria-haspopup="dialog"
      aria-label={`Filter by ${props.label.toLowerCase()}`}
      {...standIn}
      className={buttonClass()}
    >
      <FilterFace label={props.label} chosen={props.chosen.length} />
    </button>
  )
}
