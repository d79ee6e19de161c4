import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { RadioCards } from '#components/forms/radio-cards.tsx'

type StoreChoiceProps = {
  stores: readonly { id: string; name: string }[]
  /** Whether "every store" may be given. */
  everyStore: boolean
  /** null: every store */
  value: string[] | null
  onValueChange: (storeIds: string[] | null) => void
  error: string | undefined
}

const reach = [
  { value: 'every', label: 'Every store', detail: 'Also those added later.' },
  { value: 'some', label: 'Only some stores', detail: 'Sees and touches nothing of the others.' },
] as const

/** Every store, or a list of them. */
export function StoreChoice({ stores, everyStore, value, onValueChange, error }: StoreChoiceProps) {
  return (
    <div className="flex flex-col gap-2">
      {everyStore && (
        <RadioCards
          label="Stores"
          options={reach}
          columns={2}
          value={value === null ? 'every' : 'some'}
          onValueChange={(next) => onValueChange(next === 'every' ? null : [])}
          error={value === null ? error : undefined}
        />
      )}
      {value !== null && (
        <fieldset>
          <legend className={everyStore ? 'sr-only' : 'font-medium'}>Which stores</legend>
          {stores.map((store) => (
            <CheckboxField
              key={store.id}
              label={store.name}
              checked={value.includes(store.id)}
              onCheckedChange={(checked) =>
                onValueChange(checked ? [...value, store.id] : value.filter((id) => id !== store.id))
              }
            />
          ))}
          {error !== undefined && (
            <p role="alert" className="text-dense text-failing">
              {error}
            </p>
          )}
        </fieldset>
      )}
    </div>
  )
}
