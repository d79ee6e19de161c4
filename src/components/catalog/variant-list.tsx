import { Card } from '#components/ui/card.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { money, quantity } from '#lib/numbers.ts'
import type { ProductView } from './use-product.ts'
import { customerWords } from './words.ts'

type Variant = ProductView['variants'][number]
type Price = Variant['prices'][number]

/** "$35.00", "$28.00 on sale", "$9.00 per g from 3.5 g". */
export function priceWords(price: Price): string {
  const amount = money(price.amountMinor, price.currency)
  if (price.kind === 'sale') return `${amount} on sale`
  if (price.kind === 'regular') return amount
  const unit =
    price.quantityUnit === null || price.quantityUnit === 'each'
      ? 'piece'
      : price.quantityUnit.replace('_', ' ')
  const from =
    price.minQuantity === null
      ? ''
      : ` from ${quantity(price.minQuantity, 'exact', price.quantityUnit ?? undefined)}`
  return `${amount} per ${unit}${from}`
}

function weightWords(variant: Variant): string | null {
  if (variant.weight === null) return null
  const unit = variant.weightUnit ?? undefined
  const weight = quantity(variant.weight, 'exact', unit)
  if (variant.minWeight === null) return weight
  const step =
    variant.weightStep === null ? '' : `, in steps of ${quantity(variant.weightStep, 'exact', unit)}`
  return `${weight}, sold loose from ${quantity(variant.minWeight, 'exact', unit)}${step}`
}

/** What can be bought, and for how much. */
export function VariantList({ variants }: { variants: readonly Variant[] }) {
  return (
    <Card title={variants.length === 1 ? 'Variant and prices' : `Variants and prices (${variants.length})`}>
      <ul className="flex flex-col gap-4">
        {variants.map((variant) => (
          <li key={variant.id} className="rounded-control border border-line p-3">
            <p className="mb-2 font-medium">{variant.label === '' ? 'One size' : variant.label}</p>
            <KeyValueList
              items={[
                {
                  label: 'Prices',
                  value:
                    variant.prices.length === 0 ? null : (
                      <ul>
                        {variant.prices.map((price) => (
                          <li
                            key={`${price.kind}:${price.minQuantity}:${price.label}`}
                            className="tabular flex flex-wrap gap-x-2"
                          >
                            {priceWords(price)}
                            {price.kind !== 'tier' && price.label !== '' && (
                              <span className="text-ink-muted">{price.label}</span>
                            )}
                          </li>
                        ))}
                      </ul>
                    ),
                },
                { label: 'Weight', value: weightWords(variant) },
                { label: 'Sold to', value: customerWords[variant.customerType] },
                {
                  label: 'Low stock at',
                  value: variant.lowStockAt === null ? null : quantity(variant.lowStockAt, 'exact'),
                },
                { label: 'SKU', value: variant.sku },
                { label: 'Barcodes', value: variant.barcodes.join(', ') },
                { label: 'Id at the POS', value: <MonoId id={variant.sourceId} /> },
              ]}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
