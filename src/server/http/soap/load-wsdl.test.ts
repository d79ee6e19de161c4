import { expect, it } from 'vitest'
import { startTestServer } from '../testing-server.ts'
import { loadWsdl } from './load-wsdl.ts'
import { testWsdl } from './testing-wsdl.ts'
import { writeEnvelope } from './write-envelope.ts'

it('parses a WSDL once', async () => {
  expect(await loadWsdl(testWsdl)).toBe(await loadWsdl(testWsdl))
})

it('keeps only so many', async () => {
  const first = await loadWsdl(testWsdl)
  for (let n = 0; n < 16; n += 1) await loadWsdl(`${testWsdl}<!-- ${n} -->`)
  expect(await loadWsdl(testWsdl)).not.toBe(first)
})

it.each([
  [
    'a schema of its types',
    (at: string) => [
      '<xsd:complexType name="item">',
      `<xsd:import namespace="urn:x" schemaLocation="${at}/x.xsd"/><xsd:complexType name="item">`,
    ],
  ],
  [
    'another schema',
    (at: string) => [
      '<xsd:complexType name="item">',
      `<xsd:include schemaLocation="${at}/x.xsd"/><xsd:complexType name="item">`,
    ],
  ],
  [
    'a WSDL',
    (at: string) => ['<wsdl:types>', `<wsdl:import namespace="urn:x" location="${at}/x.wsdl"/><wsdl:types>`],
  ],
])('imports no %s, and asks nobody for it', async (_what, change) => {
  const server = await startTestServer((_request, response) => response.end())
  const [from = '', to = ''] = change(server.origin)
  await expect(loadWsdl(testWsdl.replace(from, to))).rejects.toThrow('imports from elsewhere')
  await server.close()
  expect(server.seen).toEqual([])
})

it('says so when it is no WSDL', async () => {
  await expect(loadWsdl('<html/>')).rejects.toThrow()
})

it('writes what is asked for as text, never as markup', async () => {
  const wsdl = await loadWsdl(testWsdl)
  const { text } = writeEnvelope(wsdl, '1.1', 'list', { session: 'a<b', search: '</search><session>x & "y"' })
  expect(text.body).toContain('<session>a&lt;b</session>')
  expect(text.body).not.toContain('<session>x')
})

it('knows what it cannot do', async () => {
  const wsdl = await loadWsdl(testWsdl)
  expect(() => writeEnvelope(wsdl, '1.1', 'destroy', {})).toThrow('no operation destroy')
})
