import { expect, test } from 'vitest'
import { AppError } from '../lib/errors.ts'
import type { Membership } from './identity.ts'
import { storeScope } from './scope.ts'

const member = (storeIds: string[] | null): { membership: Membership } => ({
  membership: { id: 'm', organizationId: 'o', organizationName: 'Pine', role: 'staff', storeIds },
})

test('Without a chosen store the scope is what the person has.', () => {
  expect(storeScope(member(null))).toBeNull()
  expect(storeScope(member(['a', 'b']))).toEqual(['a', 'b'])
  expect(storeScope(member([]))).toEqual([])
})

test('A chosen store narrows the scope and never widens it.', () => {
  expect(storeScope(member(null), 'a')).toEqual(['a'])
  expect(storeScope(member(['a', 'b']), 'a')).toEqual(['a'])
  expect(() => storeScope(member(['a']), 'b')).toThrow(AppError)
  expect(() => storeScope(member([]), 'b')).toThrow(AppError)
})
