import { quantity } from '#lib/numbers.ts'
import { tracesOf } from './compare-product.ts'
import type { ProductView } from './use-product.ts'
import { priceWords } from './variant-list.tsx'
import { customerWords } from './words.ts'

/** A field that differs; empty: there was, or is, nothing. */
export type MomentDifference = { label: string; before: string; now: string }

/** In what a product of an earlier moment differs from what it is now, field by field, in words. */
export function compareMoments(then: ProductView, now: ProductView): MomentDifference[] {
  const [before, after] = [fieldsOf(then), fieldsOf(now)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((label) => ({ label, before: before.get(label) ?? '', now: after.get(label) ?? '' }))
    .filter(({ before, now }) => before !== now)
}

function fieldsOf(view: ProductView): Map<string, string> {
  const { product, variants } = view
  const own = tracesOf(view)
    // Sale units tell their prices themselves, all of them.
    .filter(({ label }) => label !== 'Regular price')
    .map(({ label, shown }) => [label, shown] as const)
  const several = variants.length > 1
  return new Map([
    ...own,
    ['Category', product.categories.map(({ label }) => label).join(', ')],
    ['Pictures', product.images.map(({ url }) => url).join(', ')],
    ['Variants', variants.map(({ label }) => label || 'One size').join(', ')],
    ['Stock', quantity(product.quantity, product.quantityBound)],
    ...variants.flatMap((variant) => {
      const of = (field: string) => (several ? `${field} of ${variant.label}` : field)
      return [
        [of('Prices'), variant.prices.map(priceWords).join(', ')] as const,
        ...variant.levels.map(
          (level) =>
            [
              of(
                `In ${level.locationName}${level.customerType === 'both' ? '' : ` (${customerWords[level.customerType]})`}`,
              ),
              quantity(level.quantity, level.bound, level.unit),
            ] as const,
        ),
        ...variant.batches.map(
          ({ complianceTag, lot, quantity: held, unit }) =>
            [`Batch ${complianceTag ?? lot ?? 'without a tag'}`, quantity(held, 'exact', unit)] as const,
        ),
      ]
    }),
  ])
}
