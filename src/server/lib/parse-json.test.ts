import { expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

test.each([
  ['{"id":9007199254740993}', { id: '9007199254740993' }],
  ['[-9007199254740993, 9007199254740991]', ['-9007199254740993', 9007199254740991]],
  ['9007199254740993', '9007199254740993'],
  [
    '{"tag":"1234567890123456789","n":[12345678901234567890,1.5]}',
    { tag: '1234567890123456789', n: ['12345678901234567890', 1.5] },
  ],
  ['{"price":12.345,"large":1e300}', { price: 12.345, large: 1e300 }],
  ['{"a":"x:12345678901234567","b":[null,true,{}]}', { a: 'x:12345678901234567', b: [null, true, {}] }],
])('%s keeps every digit', (text, value) => {
  expect(parseJson(text)).toEqual(value)
})

test('what is no JSON is a syntax error', () => {
  expect(() => parseJson('{"a":')).toThrow(SyntaxError)
  expect(() => parseJson('{"a":12345678901234567')).toThrow(SyntaxError)
})
