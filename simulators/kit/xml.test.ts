import { expect, it } from 'vitest'
import { childOf, parseXml, writeXml } from './xml.ts'

it('reads elements, namespaces, text and entities', () => {
  const root = parseXml(
    '<?xml version="1.0"?><!-- hello --><a:top xmlns:a="urn:a" xmlns="urn:b"><one x=\'1\'>x &amp; &#x1F33F; &#246;</one><two/><![CDATA[<raw>]]></a:top>',
  )
  expect(root).toMatchObject({ name: 'top', namespace: 'urn:a', text: '<raw>' })
  expect(childOf(root ?? undefined, 'one')).toMatchObject({ text: 'x & 🌿 ö', namespace: 'urn:b' })
  expect(childOf(root ?? undefined, 'two')?.children).toEqual([])
})

it.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a></a>text', '</a>', '<!DOCTYPE a><a/>', '<a x=1/>'])(
  'does not read %s',
  (source) => {
    expect(parseXml(source)).toBeNull()
  },
)

it('writes what it can read again', () => {
  const xml = writeXml('order', { id: 7, note: '<&">', none: null, lines: ['a', { b: '' }] }, 'item')
  expect(xml).toBe(
    '<order><id>7</id><note>&lt;&amp;&quot;&gt;</note><lines><item>a</item><item><b></b></item></lines></order>',
  )
  expect(parseXml(xml)?.children.map(({ name }) => name)).toEqual(['id', 'note', 'lines'])
})
