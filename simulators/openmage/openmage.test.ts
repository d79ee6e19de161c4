import { afterEach, beforeEach, expect, it } from 'vitest'
import { childOf, parseXml, writeXml, type XmlElement, type XmlValue } from '../kit/xml.ts'
import { type Simulators, startSimulators } from '../server.ts'
import { demoApiKey, demoUser } from './sessions.ts'

let simulators: Simulators
beforeEach(async () => {
  simulators = await startSimulators({ port: 0, products: 90 })
})
afterEach(() => simulators.close())

const urlOf = (shop: string) => `${simulators.url}/openmage/${shop}/index.php/api/v2_soap/`

async function call(
  operation: string,
  args: Record<string, XmlValue>,
  { shop = 'mission', namespace = 'urn:OpenMage' } = {},
) {
  const message = writeXml(`t:${operation}RequestParam`, args, 'complexObjectArray')
  const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="${namespace}"><s:Body>${message}</s:Body></s:Envelope>`
  const response = await fetch(urlOf(shop), { method: 'POST', body })
  const content = childOf(parseXml(await response.text()) ?? undefined, 'Body')?.children[0]
  const fault = content?.name === 'Fault' ? (childOf(content, 'faultcode')?.text ?? '') : null
  return { status: response.status, fault, result: childOf(content, 'result') }
}

async function login(apiKey = demoApiKey('mission'), options: { shop?: string; namespace?: string } = {}) {
  const { result } = await call('login', { username: demoUser, apiKey }, options)
  return { sessionId: result?.text ?? '' }
}

const rowsOf = (result: XmlElement | undefined) => result?.children ?? []
const textsOf = (result: XmlElement | undefined, name: string) =>
  rowsOf(result).map((row) => childOf(row, name)?.text ?? '')
const condition = (key: string, operator: string, value: string) => ({ key, value: { key: operator, value } })
const filters = (...conditions: XmlValue[]) => ({ filters: { complex_filter: conditions } })

it('opens a session for user and key, and is denied to all others in the same way', async () => {
  expect((await login()).sessionId).toMatch(/^[0-9a-f]{32}$/)
  for (const apiKey of ['wrong', 'revoked-key', demoApiKey('harbor')]) {
    expect(await call('login', { username: demoUser, apiKey })).toMatchObject({ status: 500, fault: '2' })
  }
})

it('answers fault 5 without a session, and once it has ended', async () => {
  expect(await call('catalogProductList', { sessionId: 'none' })).toMatchObject({ status: 500, fault: '5' })
  const session = await login()
  await call('endSession', session)
  expect((await call('catalogProductList', session)).fault).toBe('5')
})

it('knows only its own namespace', async () => {
  const harbor = { shop: 'harbor', namespace: 'urn:Magento' }
  expect((await login(demoApiKey('harbor'), harbor)).sessionId).not.toBe('')
  const other = await call('login', { username: demoUser, apiKey: demoApiKey('harbor') }, { shop: 'harbor' })
  // Something before this shop's PHP makes a 200 of everything.
  expect(other).toMatchObject({ status: 200, fault: 'SOAP-ENV:Server' })
})

it('has a role that may read no people', async () => {
  const session = await login('limited-key-mission')
  expect((await call('catalogProductList', session)).fault).toBeNull()
  for (const operation of ['customerCustomerList', 'customerGroupList', 'salesOrderList']) {
    expect((await call(operation, session)).fault).toBe('2')
  }
})

it('takes the last of several conditions on one field', async () => {
  const session = await login()
  const ids = textsOf((await call('catalogProductList', session)).result, 'product_id')
  const [low = '', high = ''] = [ids[20], ids[60]]
  const both = filters(condition('product_id', 'gt', low), condition('product_id', 'lteq', high))
  const { result } = await call('catalogProductList', { ...session, ...both })
  expect(textsOf(result, 'product_id')).toEqual(ids.slice(0, 61))
  const nonsense = await call('catalogProductList', {
    ...session,
    ...filters(condition('colour', 'eq', 'red')),
  })
  expect(nonsense.fault).toBe('102')
})

it('takes whatever is a SKU for a SKU when asked for stock', async () => {
  const session = await login()
  const { result } = await call('catalogProductList', session)
  const [ids, skus] = [textsOf(result, 'product_id'), textsOf(result, 'sku')]
  const misleading = skus.find((sku) => ids.includes(sku)) ?? ''
  const stock = await call('catalogInventoryStockItemList', { ...session, productIds: [misleading] })
  expect(textsOf(stock.result, 'product_id')).toEqual([ids[skus.indexOf(misleading)]])
  expect(textsOf(stock.result, 'product_id')).not.toEqual([misleading])
})

it('gives attributes of the shop’s own only when asked for by name, and dropdowns as numbers', async () => {
  const session = await login()
  const ids = textsOf((await call('catalogProductList', session)).result, 'product_id')
  const asked = { additional_attributes: ['manufacturer'] }
  const found = await Promise.all(
    ids
      .slice(0, 8)
      .map((productId) => call('catalogProductInfo', { ...session, productId, attributes: asked })),
  )
  const values = found.flatMap(({ result }) => textsOf(childOf(result, 'additional_attributes'), 'value'))
  expect(values.length).toBeGreaterThan(0)
  expect(values.every((value) => /^\d+$/.test(value))).toBe(true)
  const options = await call('catalogProductAttributeOptions', { ...session, attributeId: 'manufacturer' })
  expect(textsOf(options.result, 'value')).toEqual(expect.arrayContaining(values))
  expect((await call('catalogProductInfo', { ...session, productId: '1' })).fault).toBe('101')
})

it('describes itself, and shows a page to whoever asks for something else', async () => {
  const wsdl = await (await fetch(`${urlOf('harbor')}?wsdl`)).text()
  expect(parseXml(wsdl)?.name).toBe('definitions')
  expect(wsdl).toContain('targetNamespace="urn:Magento"')
  expect(wsdl).not.toContain('{{')
  expect((await fetch(urlOf('harbor'))).status).toBe(404)
  expect((await fetch(urlOf('nowhere'), { method: 'POST', body: '' })).status).toBe(404)
  const garbage = await fetch(urlOf('mission'), { method: 'POST', body: '<Envelope/>' })
  expect(await garbage.text()).toContain('<faultcode>SOAP-ENV:Client</faultcode>')
})
