import { expect, test } from 'vitest'
import { safeCallback } from './safe-callback.ts'

test.each(['/', '/runs?store=7&page=2', '/catalogue/1#history'])('%s is kept.', (path) => {
  expect(safeCallback(path)).toBe(path)
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  '',
  undefined,
])('%s leads to the overview.', (address) => {
  expect(safeCallback(address)).toBe('/')
})
