'use client'
import type { KeyboardEvent, ReactElement } from 'react'
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
      onKeyDown={(event) => {
        late.standIn.onKeyDown(event)
        const next = startingWith(event, props.options, props.value)
        if (next !== undefined) props.onValueChange(next)
      }}
      className={selectClass(props)}
    >
      <SelectFace {...props} />
    </button>
  )
  return standIn === undefined ? button : standIn(button)
}

/** What a letter typed on a closed list chooses: the next value that begins with it. */
function startingWith<T extends string>(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  options: SelectControlProps<T>['options'],
  value: T | null,
): T | undefined {
  if (key.trim().length !== 1 || ctrlKey || metaKey || altKey) return undefined
  const place = options.findIndex((option) => option.value === value) + 1
  const inTurn = [...options.slice(place), ...options.slice(0, place)]
  return inTurn.find(({ label }) => label.toLowerCase().startsWith(key.toLowerCase()))?.value
}
