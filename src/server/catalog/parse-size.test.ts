import { expect, test } from 'vitest'
import { parseSize } from './parse-size.ts'

test.each([
  ['3.5 g', '3.5', 'g'],
  ['.5g', '0.5', 'g'],
  ['Cherry Kush 1GM', '1', 'g'],
  ['2 Grams', '2', 'g'],
  ['1,000mg lotion', '1000', 'mg'],
  ['100mg', '100', 'mg'],
  ['1 oz', '1', 'oz'],
  ['12 fl oz soda', '12', 'fl_oz'],
  ['30ml drops', '30', 'ml'],
  ['1/8 oz', '3.5', 'g'],
  ['1/8th Kush', '3.5', 'g'],
  ['⅛ oz', '3.5', 'g'],
  ['1/4oz Shake', '7', 'g'],
  ['Half ounce', '14', 'g'],
  ['Half gram', '0.5', 'g'],
  ['0.7g x 5pk', '3.5', 'g'],
  ['5 x 0.7g', '3.5', 'g'],
  ['10 x 10mg', '100', 'mg'],
  ['1g - 1.00 gram', '1', 'g'],
  ['100mg Gummies - 20g', '20', 'g'],
])('reads the size in "%s"', (text, amount, unit) => {
  expect(parseSize(text)).toEqual({ amount, unit })
})

test.each([
  'Classic Papers 1 1/4',
  'Glass Bowl 14mm',
  'Battery 900 mAh',
  'Cones 24CT',
  '1/4 Sheet Cake',
  'Kush #4',
  '2.5mg each, 100mg',
  '1:1 CBD THC',
  'Over 25 Percent',
  'Gelato 33',
  '',
])('sees no size in "%s"', (text) => {
  expect(parseSize(text)).toBeNull()
})
