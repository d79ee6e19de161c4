import { expect, it } from 'vitest'
import { patienceOf, patienceSchema } from './patience.ts'

const list = { operation: 'products.list', attempts: 3, deadlineMs: 180_000 }
const plain = { operation: 'sign_in.token' }

it('lets the operation go before the connection, the connection before the adapter, the adapter before what is usual', () => {
  const connection = { attempts: 6, deadlineSeconds: 20 }
  const both = { ...connection, operations: { 'products.list': { deadlineSeconds: 90 } } }
  expect(patienceOf(plain, {}, 4)).toEqual({ attempts: 4, deadlineMs: 60_000 })
  expect(patienceOf(list, {}, 4)).toEqual({ attempts: 3, deadlineMs: 180_000 })
  expect(patienceOf(list, connection, 4)).toEqual({ attempts: 6, deadlineMs: 20_000 })
  expect(patienceOf(list, both, 4)).toEqual({ attempts: 6, deadlineMs: 90_000 })
  expect(patienceOf(plain, both, 4)).toEqual({ attempts: 6, deadlineMs: 20_000 })
})

it.each([
  [{ attempts: 0 }, 'One try is the least.'],
  [{ attempts: 11 }, 'Ten tries are the most.'],
  [{ deadlineSeconds: 4 }, 'Five seconds'],
  [{ deadlineSeconds: 601 }, 'Ten minutes'],
  [{ operations: { 'products.list': { attempts: 1.5 } } }, 'whole number'],
])('refuses %j in words', (patience, words) => {
  expect(patienceSchema.safeParse(patience).error?.issues[0]?.message).toContain(words)
})

it('refuses what it does not know, so that a slip of the pen is no silent default', () => {
  expect(patienceSchema.safeParse({ atempts: 3 }).success).toBe(false)
})
