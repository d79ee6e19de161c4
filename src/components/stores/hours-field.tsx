'use client'
import clsx from 'clsx'
import { Copy, Plus, X } from 'lucide-react'
import { useId } from 'react'
import { get, useFieldArray, useFormContext } from 'react-hook-form'
import { inputClass } from '#components/forms/input-class.ts'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { OpeningHours } from '#lib/opening-hours.ts'
import type { StoreInput } from '#lib/store-input.ts'
import { type Weekday, weekdayNames, weekdays } from '#lib/weekdays.ts'

const firstPeriod = { open: '09:00', close: '21:00' }

/** Opening hours of the week: none (closed), one or several periods a day. Inside a FormProvider of StoreInput. */
export function HoursField() {
  const { getValues, setValue } = useFormContext<StoreInput>()

  function copyMonday() {
    const { mon } = getValues('openingHours')
    const week = Object.fromEntries(weekdays.map((day) => [day, mon.map((period) => ({ ...period }))]))
    setValue('openingHours', week as OpeningHours, { shouldDirty: true, shouldValidate: true })
  }

  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Opening hours</legend>
      <div className="rounded-card border border-line">
        {weekdays.map((day) => (
          <Day key={day} day={day} />
        ))}
      </div>
      <div>
        <Button size="small" look="quiet" icon={<Copy />} onClick={copyMonday}>
          Use Monday’s hours on every day
        </Button>
      </div>
    </fieldset>
  )
}

function Day({ day }: { day: Weekday }) {
  const { control, formState } = useFormContext<StoreInput>()
  const periods = useFieldArray({ control, name: `openingHours.${day}` })

  return (
    <div className="flex min-h-12 flex-wrap items-start gap-x-4 border-b border-line px-3 py-2 last:border-b-0">
      <span className="w-24 pt-1.5 max-md:w-full max-md:pb-1">{weekdayNames[day]}</span>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {periods.fields.length === 0 && <span className="pt-1.5 text-ink-muted">Closed</span>}
        {periods.fields.map((period, index) => (
          <Period
            key={period.id}
            day={day}
            index={index}
            error={messageOf(formState.errors, day, index)}
            onRemove={() => periods.remove(index)}
          />
        ))}
      </div>
      <IconButton
        label={`Add hours on ${weekdayNames[day]}`}
        icon={<Plus />}
        onClick={() => periods.append(firstPeriod)}
      />
    </div>
  )
}

function messageOf(errors: object, day: Weekday, index: number): string | undefined {
  const path = `openingHours.${day}`
  const message: unknown = [`${path}.${index}.open`, `${path}.${index}.close`, `${path}.root`]
    .map((field) => get(errors, `${field}.message`))
    .find((found) => found !== undefined)
  return typeof message === 'string' ? message : undefined
}

type PeriodProps = { day: Weekday; index: number; error: string | undefined; onRemove: () => void }

function Period({ day, index, error, onRemove }: PeriodProps) {
  const { register } = useFormContext<StoreInput>()
  const errorId = useId()
  const name = weekdayNames[day]
  const shared = {
    type: 'time',
    className: clsx(
      inputClass,
      'w-32 max-md:w-26 max-md:px-2 max-md:[&::-webkit-calendar-picker-indicator]:hidden',
      error !== undefined && 'border-failing',
    ),
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : errorId,
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <input {...shared} aria-label={`${name}, opens`} {...register(`openingHours.${day}.${index}.open`)} />
        <span aria-hidden className="text-ink-muted">
          –
        </span>
        <input
          {...shared}
          aria-label={`${name}, closes`}
          {...register(`openingHours.${day}.${index}.close`)}
        />
        <IconButton label={`Remove these hours on ${name}`} icon={<X />} onClick={onRemove} />
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="text-dense text-failing">
          {error}
        </p>
      )}
    </div>
  )
}
