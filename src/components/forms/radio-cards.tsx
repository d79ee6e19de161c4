'use client'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import clsx from 'clsx'
import { type ReactNode, useId } from 'react'

export type RadioCard<T extends string> = {
  value: T
  label: string
  detail?: ReactNode
  icon?: ReactNode
  disabled?: boolean
}

type RadioCardsProps<T extends string> = {
  label: string
  /** Hides the label for eyes when a heading beside it says the same. */
  labelHidden?: boolean
  options: readonly RadioCard<T>[]
  value: T | null
  onValueChange: (value: T) => void
  columns?: 1 | 2 | 3
  error?: string | undefined
}

const grids = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' }

/** One of a few, each with room to say when to choose it. */
export function RadioCards<T extends string>(props: RadioCardsProps<T>) {
  const { label, labelHidden = false, options, value, onValueChange, columns = 1, error } = props
  const id = useId()
  return (
    <div className="flex flex-col gap-2">
      <span id={id} className={labelHidden ? 'sr-only' : 'font-medium'}>
        {label}
      </span>
      <RadioGroup
        aria-labelledby={id}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        value={value ?? ''}
        onValueChange={(next) => onValueChange(next as T)}
        className={clsx('grid gap-2', grids[columns])}
      >
        {options.map((option) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: Radio.Root renders the input inside this label
          <label
            key={option.value}
            className={clsx(
              'flex items-start gap-3 rounded-card border border-line-strong bg-raised p-3 transition-colors',
              option.disabled === true
                ? 'opacity-55'
                : 'hover:bg-hover has-data-checked:border-accent has-data-checked:bg-accent-soft',
            )}
          >
            <Radio.Root
              value={option.value}
              disabled={option.disabled === true}
              className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-raised data-checked:border-accent"
            >
              <Radio.Indicator className="size-2 rounded-full bg-accent" />
            </Radio.Root>
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{option.label}</span>
              {option.detail !== undefined && (
                <span className="block text-dense text-ink-muted">{option.detail}</span>
              )}
            </span>
            {option.icon}
          </label>
        ))}
      </RadioGroup>
      {error !== undefined && (
        <p id={`${id}-error`} className="text-dense text-failing">
          {error}
        </p>
      )}
    </div>
  )
}
