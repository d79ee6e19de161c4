import { expect, test } from 'vitest'
import { cleanText, plainText } from './clean-text.ts'

test.each([
  ['Rockinâ€™ Road', 'Rockin’ Road'],
  ['Mint Oilâ„¢ Spray', 'Mint Oil Spray'],
  ['Cookies & MilkÂ®', 'Cookies & Milk'],
  ['GrÃ¶n Pearls', 'Grön Pearls'],
  ['Wedding Cake ð\u0178\u008d°', 'Wedding Cake 🍰'],
  ['Î’eta Bars', 'Βeta Bars'],
])('mends text whose encoding was read wrongly: %s', (broken, mended) => {
  expect(cleanText(broken)).toBe(mended)
})

test.each(['Grön', 'Café Olé', 'São Paulo', 'Ålesund', 'Blueberry 🫐 Muffin', 'M’mosa'])(
  'leaves foreign letters and emoji that are right: %s',
  (name) => {
    expect(cleanText(name)).toBe(name)
  },
)

test('takes out trade marks, control characters, invisible characters and spare spaces', () => {
  expect(cleanText(' Cheerful\u00a0 Chews®\u200b \u0000Live  Resin ™\n')).toBe('Cheerful Chews Live Resin')
})

test('decodes the entities that exports leave behind', () => {
  expect(cleanText('Salt &amp; Sea &quot;Soft&quot;')).toBe('Salt & Sea "Soft"')
})

test('takes the markup off a description and keeps what only looks like it', () => {
  expect(plainText('<p>Cool &amp; dry.<br/>Less &lt; more, 5 < 6.</p>')).toBe(
    'Cool & dry. Less < more, 5 < 6.',
  )
})
