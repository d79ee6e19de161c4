import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { jurisdictionName } from '#lib/jurisdictions.ts'
import { weekdayNames, weekdays } from '#lib/weekdays.ts'
import type { Outputs } from '#trpc/types.ts'
import { customerWords } from './customer-words.ts'

/** A store for people who may not change it. */
export function StoreFacts({ store }: { store: Outputs['stores']['get'] }) {
  return (
    <div className="max-w-180">
      <KeyValueList
        items={[
          { label: 'Address', value: store.address },
          { label: 'State or province', value: jurisdictionName(store.jurisdiction) },
          { label: 'Sells to', value: customerWords[store.customerTypes] },
          { label: 'Time zone', value: store.timeZone.replaceAll('_', ' ') },
          ...weekdays.map((day) => ({
            label: weekdayNames[day],
            value:
              store.openingHours[day].map(({ open, close }) => `${open} – ${close}`).join(', ') || 'Closed',
          })),
        ]}
      />
    </div>
  )
}
