'use client'
import { Controller, useFormContext } from 'react-hook-form'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { SelectField } from '#components/forms/select-field.tsx'
import { entityWords } from '#lib/entity-words.ts'
import type { Manifest } from '#server/adapters/contract.ts'
import type { SyncEntity } from '#server/model/sync.ts'

export type ScheduleForm = { everyMinutes: string; entities: SyncEntity[] }

const intervals = [
  { value: '5', label: 'Every 5 minutes' },
  { value: '15', label: 'Every 15 minutes' },
  { value: '30', label: 'Every 30 minutes' },
  { value: '60', label: 'Every hour' },
  { value: '240', label: 'Every 4 hours' },
  { value: '1440', label: 'Once a day' },
  { value: 'by_hand', label: 'Only by hand' },
]

/** The form's text for a number of minutes; null is "only by hand". */
export function intervalValue(everyMinutes: number | null): string {
  return everyMinutes === null ? 'by_hand' : String(everyMinutes)
}

/** The schedule that a filled form means. */
export function scheduleOf({ everyMinutes, entities }: ScheduleForm) {
  return { everyMinutes: everyMinutes === 'by_hand' ? null : Number(everyMinutes), entities }
}

/** What to sync, inside a react-hook-form FormProvider with a field `entities`. */
export function EntityFields({ manifest }: { manifest: Manifest }) {
  const { control } = useFormContext<Pick<ScheduleForm, 'entities'>>()
  return (
    <Controller
      control={control}
      name="entities"
      render={({ field }) => (
        <fieldset className="flex flex-col">
          <legend className="pb-1 font-medium">What to sync</legend>
          {manifest.entities.map((entity) => (
            <CheckboxField
              key={entity}
              label={entityWords[entity].label}
              help={entityWords[entity].help}
              checked={field.value.includes(entity)}
              disabled={entity === 'products'}
              onCheckedChange={(checked) =>
                field.onChange(
                  manifest.entities.filter((each) =>
                    each === entity ? checked : field.value.includes(each),
                  ),
                )
              }
            />
          ))}
        </fieldset>
      )}
    />
  )
}

/** What to sync and how often, inside a react-hook-form FormProvider with the fields of ScheduleForm. */
export function ScheduleFields({ manifest }: { manifest: Manifest }) {
  const { control } = useFormContext<ScheduleForm>()
  return (
    <>
      <EntityFields manifest={manifest} />
      <Controller
        control={control}
        name="everyMinutes"
        render={({ field }) => (
          <SelectField
            label="How often"
            help={`Changes are read this often, everything once a night. ${manifest.name} allows ${manifest.limits.perSecond} ${manifest.limits.unit ?? 'calls'} a second per ${manifest.limits.per}; Cairn stays within that whatever you choose.`}
            options={
              intervals.some(({ value }) => value === field.value)
                ? intervals
                : [{ value: field.value, label: `Every ${field.value} minutes` }, ...intervals]
            }
            value={field.value}
            onValueChange={field.onChange}
            ref={field.ref}
          />
        )}
      />
    </>
  )
}
