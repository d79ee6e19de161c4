import { expect, test } from 'vitest'
import { joinProduct } from './join-product.ts'

const neighbours = {
  categories: new Map([
    ['2', []],
    ['3', ['Flower']],
    ['12', ['Flower', 'Jars']],
  ]),
  labels: new Map([['manufacturer', new Map([['88', 'Hollow Hill']])]]),
}
const now = new Date('2026-07-14T12:00:00Z')

test('numbers get their names, and the rest stays as it was', () => {
  const product = {
    name: 'Lemon Lantern',
    category_ids: { complexObjectArray: ['2', '3', '12', '99'] },
    additional_attributes: {
      complexObjectArray: [{ key: 'manufacturer', value: '88' }, { key: 'thc', value: '21' }, 7],
    },
  }
  expect(joinProduct(product, [{ url: 'x' }], neighbours, now)).toEqual({
    ...product,
    joined: {
      categories: [['Flower'], ['Flower', 'Jars']],
      labels: { manufacturer: 'Hollow Hill' },
      pictures: [{ url: 'x' }],
      specialPrice: true,
    },
  })
})

test.each([
  ['without days', {}, true],
  ['from today on', { special_from_date: '2026-07-14 00:00:00' }, true],
  ['from tomorrow on', { special_from_date: '2026-07-15 00:00:00' }, false],
  ['until today', { special_to_date: '2026-07-14 00:00:00' }, true],
  ['until yesterday', { special_to_date: '2026-07-13 00:00:00' }, false],
])('a special price %s', (_when, days, counts) => {
  expect(joinProduct(days, [], neighbours, now).joined.specialPrice).toBe(counts)
})

test('what is no list has nothing in it', () => {
  const { joined } = joinProduct({ category_ids: 'x', additional_attributes: null }, [], neighbours, now)
  expect(joined).toMatchObject({ categories: [], labels: {} })
})
