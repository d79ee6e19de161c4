import { describe, expect, it } from 'vitest'
import { diffImages } from './diff-images.ts'
import type { ProductImage } from './product-image.ts'

const image = (productId: string, more: Partial<ProductImage> = {}): ProductImage => ({
  productId,
  product: { id: productId, name: 'Tea', changed_at: '1', source_updated_at: '1' },
  variants: {},
  levels: {},
  batches: {},
  ...more,
})
const undoes = (before: ProductImage[], after: ProductImage[]) =>
  Object.fromEntries(diffImages(before, after))

describe('diffImages', () => {
  it('keeps of a product the columns that changed', () => {
    const after = image('a', { product: { ...image('a').product, name: 'Coffee', changed_at: '2' } })
    expect(undoes([image('a')], [after])).toEqual({ a: { product: { name: 'Tea', changed_at: '1' } } })
  })

  it('takes neither the POS’s own time nor where a row came from for a change', () => {
    const before = image('a', { levels: { l: { quantity: '1', record_id: 'r', changed_at: '1' } } })
    const after = image('a', {
      product: { ...before.product, source_updated_at: '2' },
      levels: { l: { quantity: '1', record_id: 's', changed_at: '2' } },
    })
    expect(undoes([before], [after])).toEqual({})
  })

  it('keeps rows that went or changed whole, and of those that came that there were none', () => {
    const before = image('a', { levels: { gone: { quantity: '1' }, less: { quantity: '9' } } })
    const after = image('a', { levels: { less: { quantity: '8' }, came: { quantity: '1' } } })
    expect(undoes([before], [after])).toEqual({
      a: { levels: { gone: { quantity: '1' }, less: { quantity: '9' }, came: null } },
    })
  })

  it('tells a variant that went over to another product once, at the one it left', () => {
    const mine = { v: { product_id: 'a' } }
    const theirs = { v: { product_id: 'b' } }
    expect(
      undoes([image('a', { variants: mine }), image('b')], [image('a'), image('b', { variants: theirs })]),
    ).toEqual({ a: { variants: mine } })
  })

  it('tells nothing of a product that is new: that it came says all', () => {
    expect(undoes([], [image('a', { variants: { v: {} } })])).toEqual({})
  })
})
