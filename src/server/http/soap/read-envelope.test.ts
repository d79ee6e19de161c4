import { beforeAll, describe, expect, it } from 'vitest'
import { loadWsdl } from './load-wsdl.ts'
import { readEnvelope, type SoapBody } from './read-envelope.ts'
import { testWsdl } from './testing-wsdl.ts'
import { envelopeNamespaces, type SoapVersion } from './write-envelope.ts'

let read: (xml: string) => SoapBody
beforeAll(async () => {
  const wsdl = await loadWsdl(testWsdl)
  read = (xml) => readEnvelope(wsdl, xml)
})

function envelope(body: string, version: SoapVersion = '1.1', before = ''): string {
  const names = `xmlns:env="${envelopeNamespaces[version]}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
  return `<?xml version="1.0"?>${before}<env:Envelope ${names}><env:Body>${body}</env:Body></env:Envelope>`
}
const answer = (items: string) =>
  `<ns1:listItemsAnswer xmlns:ns1="urn:Shop"><result>${items}</result></ns1:listItemsAnswer>`
const itemsOf = (xml: string) => read(xml)

describe.each(['1.1', '1.2'] as const)('SOAP %s', (version) => {
  it('reads a list of one as a list, and every value as text, digit for digit', () => {
    const xml = envelope(
      answer('<item><id>9007199254740993</id><name> A &amp; B &#246;\n</name></item>'),
      version,
    )
    expect(itemsOf(xml)).toEqual({
      fault: null,
      elements: { listItemsAnswer: { result: { item: [{ id: '9007199254740993', name: ' A & B ö\n' }] } } },
    })
  })

  it('keeps elements the WSDL does not know and drops attributes', () => {
    const item =
      '<item kind="new"><id xsi:type="xsd:string">7</id><later><x>1</x></later><name xsi:nil="true"/></item>'
    expect(itemsOf(envelope(answer(item), version))).toEqual({
      fault: null,
      elements: { listItemsAnswer: { result: { item: [{ id: '7', later: { x: '1' }, name: null }] } } },
    })
  })
})

it('reads an empty list', () => {
  expect(read(envelope(answer('')))).toEqual({ fault: null, elements: { listItemsAnswer: { result: null } } })
})

it.each<[string, SoapVersion, string, string]>([
  [
    'a fault of 1.1',
    '1.1',
    '<env:Fault><faultcode>env:Client.Authentication</faultcode><faultstring>No</faultstring></env:Fault>',
    'Client.Authentication',
  ],
  [
    'a code without a namespace',
    '1.1',
    '<env:Fault><faultcode>5</faultcode><faultstring>No</faultstring></env:Fault>',
    '5',
  ],
  [
    'a fault of 1.2',
    '1.2',
    '<env:Fault><env:Code><env:Value>env:Sender</env:Value></env:Code><env:Reason><env:Text xml:lang="en">No</env:Text></env:Reason></env:Fault>',
    'Sender',
  ],
  [
    'its subcode',
    '1.2',
    '<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>m:Late</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">No</env:Text><env:Text xml:lang="de">Nein</env:Text></env:Reason></env:Fault>',
    'Late',
  ],
])('reads %s', (_what, version, fault, code) => {
  expect(read(envelope(fault, version))).toEqual({ fault: { code, message: 'No' } })
})

it('a fault without a code is a fault all the same', () => {
  expect(read(envelope('<env:Fault/>'))).toEqual({ fault: { code: '', message: '' } })
})

const list = answer('<item><id>1</id></item>')
const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')

it.each([
  ['a document type', envelope(list, '1.1', '<!DOCTYPE x>')],
  [
    'an entity from a file',
    envelope(
      answer('<item><id>&file;</id></item>'),
      '1.1',
      '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    ),
  ],
  [
    'an entity from elsewhere',
    envelope(list, '1.1', '<!-- -->\n<!doctype x SYSTEM "http://127.0.0.1:1/x.dtd">'),
  ],
  [
    'a billion laughs',
    envelope(answer('<item><id>&l9;</id></item>'), '1.1', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`),
  ],
  ['an entity nobody declared', envelope(answer('<item><id>&nobody;</id></item>'))],
  ['an element nested without end', envelope(answer(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`))],
  ['a name that would change every object', envelope(answer('<item id="__proto__"><id>1</id></item>'))],
  ['an envelope that ends early', envelope(list).slice(0, -40)],
  ['a web page', '<html><body>Welcome</body></html>'],
  ['an answer to something unknown', envelope('<ns1:other xmlns:ns1="urn:Shop"/>')],
  ['JSON', '{"fault":null}'],
  ['nothing', ''],
])('refuses %s', (_what, xml) => {
  expect(() => read(xml)).toThrow()
  expect(Object.keys(Object.prototype)).toEqual([])
})
