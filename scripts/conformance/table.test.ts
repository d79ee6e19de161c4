import { expect, test } from 'vitest'
import { type Report, tabulate } from './table.ts'
import { writePage, writeText } from './write-table.ts'

const tested = (theme: string, vendor: string, title: string, status: string, notOffered?: string) => ({
  ancestorTitles: ['', `${theme} · ${vendor}`],
  title,
  status,
  ...(notOffered && { meta: { notOffered } }),
})

const report: Report = {
  testResults: [
    {
      name: 'b.contract.test.ts',
      assertionResults: [
        tested('reading', 'till', 'all there is', 'passed'),
        tested('reading', 'cash', 'all there is', 'failed'),
        tested('reading', 'till', 'masks', 'skipped', 'nothing is masked'),
        tested('reading', 'cash', 'masks', 'skipped'),
        { ancestorTitles: ['till alone'], title: 'something of its own', status: 'passed' },
      ],
    },
    {
      name: 'a.contract.test.ts',
      assertionResults: [tested('signing in', 'till', 'good credentials | all', 'passed')],
    },
  ],
}

test('the page has a column a vendor, a row a behaviour, and why something is not offered', () => {
  const page = writePage(tabulate(report), new Map([['till', 'Till POS']]))
  expect(page).toContain('| All there is | ✗ | ✓ |')
  expect(page).toContain('| Masks | ✗ | – |')
  expect(page).toContain('- Masks — Till POS: nothing is masked.')
  expect(page).toContain('|  | cash | Till POS |')
  expect(page).toContain('✓ passed (2), – not offered by the POS (1), ✗ failed (2)')
  expect(page.indexOf('## Signing in')).toBeLessThan(page.indexOf('## Reading'))
  expect(page).toContain('Good credentials \\| all')
  expect(page).not.toContain('something of its own')
})

test('a test that was skipped without a reason counts as failed', () => {
  const [, reading] = tabulate(report).themes
  const masks = reading?.rows.find(({ behaviour }) => behaviour === 'masks')
  expect(masks?.outcomes.get('cash')).toEqual({ status: 'failed' })
})

test('the terminal shows the same, and the sum', () => {
  const text = writeText(tabulate(report))
  expect(text).toMatch(/^ {2}all there is +✗ {5}✓$/m)
  expect(text.endsWith('✓ 2 passed, – 1 not offered, ✗ 2 failed')).toBe(true)
})
