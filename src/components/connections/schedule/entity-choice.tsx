'use client'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { entityWords } from '#lib/entity-words.ts'
import type { SyncEntity } from '#server/model/sync.ts'

type EntityChoiceProps = {
  label: string
  entities: SyncEntity[]
  chosen: SyncEntity[]
  onChange: (chosen: SyncEntity[]) => void
  error?: string | undefined
}

/** Some of the kinds of record a connection reads. */
export function EntityChoice({ label, entities, chosen, onChange, error }: EntityChoiceProps) {
  return (
    <fieldset className="flex flex-col">
      <legend className="font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {entities.map((entity) => (
          <CheckboxField
            key={entity}
            label={entityWords[entity].label}
            checked={chosen.includes(entity)}
            onCheckedChange={(checked) =>
              onChange(entities.filter((each) => (each === entity ? checked : chosen.includes(each))))
            }
          />
        ))}
      </div>
      {error !== undefined && (
        <p role="alert" className="text-dense text-failing">
          {error}
        </p>
      )}
    </fieldset>
  )
}
