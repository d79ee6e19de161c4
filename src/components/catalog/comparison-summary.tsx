'use client'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { count, counted } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { useAsOf } from './use-as-of.ts'
import { differenceNouns } from './words.ts'

type Comparison = NonNullable<Outputs['catalog']['list']['comparison']>

/** "37 of 1,204 products differ now: 21 prices, 14 stock figures, 2 gone", and whether only those are listed. */
export function ComparisonSummary({ comparison }: { comparison: Comparison }) {
  const { differing, setDiffering } = useAsOf()
  const kinds = Object.entries(differenceNouns).flatMap(([kind, [one, many]]) => {
    const number = comparison.kinds[kind as keyof typeof differenceNouns]
    return number === 0 ? [] : [counted(number, one, many)]
  })
  return (
    <section className="flex flex-wrap items-center gap-x-4" aria-label="Compared with now">
      <p>
        {comparison.differing === 0 ? (
          'None of them differs now.'
        ) : (
          <>
            <strong className="tabular">{count(comparison.differing)}</strong> of{' '}
            {counted(comparison.compared, 'product')} {comparison.differing === 1 ? 'differs' : 'differ'} now:{' '}
            {kinds.join(', ')}.
          </>
        )}
      </p>
      {(comparison.differing > 0 || differing) && (
        <CheckboxField label="Only what differs" checked={differing} onCheckedChange={setDiffering} />
      )}
    </section>
  )
}
