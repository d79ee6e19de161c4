'use client'
import { Field as BaseField } from '@base-ui/react/field'
import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ComponentType, useRef, useState } from 'react'
import { Field, type FieldWords } from './field.tsx'
import { inputClass } from './input-class.ts'
import type { SearchOption, SearchSelectProps } from './search-select-popup.tsx'

const load = () => import('./search-select-popup.tsx').then((file) => file.SearchSelectPopup)

type SearchSelectFieldProps = FieldWords & {
  options: readonly SearchOption[]
  value: string
  onValueChange: (value: string) => void
  placeholder?: string
  disabled?: boolean | undefined
}

/** One of many, found by typing a part of it. With react-hook-form: a Controller. */
export function SearchSelectField(props: SearchSelectFieldProps) {
  const { options, value, onValueChange, placeholder, disabled, ...words } = props
  // A value the list doesn't have (an alias, say) stays what it is and is shown.
  const chosen = options.find((option) => option.value === value) ?? (value ? { value, label: value } : null)
  const control = { options, chosen, onValueChange, placeholder, disabled }
  return (
    <Field {...words} disabled={disabled}>
      <Control {...control} />
    </Field>
  )
}

/** A plain field stands in until somebody goes to it: searching is 45 kB. */
function Control(props: Omit<SearchSelectProps, 'pressed'>) {
  const [Late, setLate] = useState<ComponentType<SearchSelectProps> | null>(null)
  const pressed = useRef(false)
  if (Late !== null) return <Late {...props} pressed={pressed.current} />
  // Out of reach just now: the next try fetches again.
  const bring = () =>
    void load().then(
      (loaded) => setLate(() => loaded),
      () => {},
    )
  return (
    <div className="relative">
      <BaseField.Control
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={false}
        readOnly
        value={props.chosen?.label ?? ''}
        placeholder={props.placeholder}
        ref={(field: HTMLInputElement | null) => {
          // Gone to before this code was there to hear of it.
          if (field !== null && field === document.activeElement && !pressed.current) bring()
        }}
        onPointerEnter={() => void load().catch(() => {})}
        onPointerDown={() => {
          pressed.current = true
        }}
        // A press that is not over yet would end on something else.
        onFocus={() => pressed.current || bring()}
        onClick={bring}
        className={clsx(inputClass, 'w-full pr-9')}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-ink-muted"
      />
    </div>
  )
}
