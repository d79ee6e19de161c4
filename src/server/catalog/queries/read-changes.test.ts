import { describe, expect, it } from 'vitest'
import { readChanges } from './read-changes.ts'

const stock = {
  field: 'quantity',
  before: '12',
  after: '30',
  bound: 'exact',
  variantId: 'v1',
  location: 'Vault',
  customerType: 'both',
}

describe('readChanges', () => {
  it('passes on fields of a product as they are', () => {
    const changes = [{ field: 'name', before: 'A', after: 'B' }]
    expect(readChanges({ name: 'B', changes }, {})).toEqual(changes)
  })

  it('names stock by variant, room and customers, so that no two fields have the same name', () => {
    const changes = [stock, { ...stock, customerType: 'medical' }, { ...stock, variantId: 'v2' }]
    expect(readChanges({ changes }, { v1: '', v2: '3.5 g' }).map(({ field }) => field)).toEqual([
      'stock in Vault',
      'stock in Vault (medical)',
      '3.5 g: stock in Vault',
    ])
  })

  it('says of a masked quantity that it is at least that', () => {
    expect(readChanges({ changes: [{ ...stock, bound: 'at_least' }] }, {})).toEqual([
      { field: 'stock in Vault', before: '12', after: 'at least 30' },
    ])
  })

  it('names a field of a batch by the batch', () => {
    const changes = [{ field: 'quantity', batch: 'L1', before: '5', after: '3' }]
    expect(readChanges({ changes }, {})).toEqual([{ field: 'batch L1: quantity', before: '5', after: '3' }])
  })

  it('reads no changes from an event that has none', () => {
    expect(readChanges({ name: 'A' }, {})).toEqual([])
    expect(readChanges(null, {})).toEqual([])
  })
})
