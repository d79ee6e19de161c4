'use client'
import type { ReactElement } from 'react'
import { useLateControl } from '#lib/use-late-control.ts'
import { SelectFace, selectClass } from './select-face.tsx'
import type { SelectControlProps } from './select-popup.tsx'

const load = () => import('./select-popup.tsx').then((file) => file.SelectPopup)

type StandIn = {
  /** Ties the button that stands in for the select to the label of its field. */
  standIn?: ((button: ReactElement<Record<string, unknown>>) => ReactElement) | undefined
}

/** The select alone: in toolbars, where `aria-label` stands for the label. */
export function SelectControl<T extends string>({ standIn, ...props }: SelectControlProps<T> & StandIn) {
  const late = useLateControl<SelectControlProps<T>>(load)
  if (late.Control !== null) return <late.Control {...props} />
  const button = (
    <button
      ref={props.ref}
      type="button"
      // biome-ignore lint/a11y/useAriaPropsForRole: its list is there only once it opens
      role="combobox"
      aria-haspopup="listbox"
      aria-label={props['aria-label']}
      disabled={props.disabled === true}
      data-disabled={props.disabled === true ? '' : undefined}
      onBlur={props.onBlur}
      {...late.standIn}
      className={selectClass(props)}
    >
      <SelectFace {...props} />
    </button>
  )
  return standIn === undefined ? button : standIn(button)
}
