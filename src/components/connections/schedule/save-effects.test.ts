import { expect, test } from 'vitest'
import { saveEffects } from './save-effects.ts'

const taken = [
  { id: 'a', entity: 'products', mode: 'incremental' },
  { id: 'b', entity: 'products', mode: 'full' },
  { id: 'c', entity: 'inventory', mode: 'full' },
] as const

test('a change of the way to read says which other schedule gives place', () => {
  expect(saveEffects({ id: 'a', entities: ['products'], mode: 'incremental' }, taken)).toEqual([])
  expect(saveEffects({ id: 'c', entities: ['inventory'], mode: 'incremental' }, taken)).toEqual([])
  expect(saveEffects({ id: 'a', entities: ['products'], mode: 'full' }, taken)).toEqual([
    '“Products, everything” has a schedule already: this one takes its place.',
  ])
})

test('a second kind of record says that it gets a schedule of its own, or changes the one there is', () => {
  expect(saveEffects({ id: 'a', entities: ['products', 'inventory'], mode: 'incremental' }, taken)).toEqual([
    '“Stock, changes” gets a schedule of its own: each reads one kind of record.',
  ])
  expect(saveEffects({ id: 'b', entities: ['products', 'inventory'], mode: 'full' }, taken)).toEqual([
    '“Stock, everything” has a schedule already: it is changed.',
  ])
})

test('a new schedule changes those of the same kind and way', () => {
  expect(saveEffects({ entities: ['products', 'orders'], mode: 'full' }, taken)).toEqual([
    '“Products, everything” has a schedule already: it is changed.',
  ])
})
