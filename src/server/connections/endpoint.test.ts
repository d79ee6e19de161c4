import { expect, it } from 'vitest'
import { assertAllowed } from '#server/http/egress-guard.ts'
import { baseUrlOf, egressOf } from './endpoint.ts'

it('leaves a live connection at the address of its vendor, also in the demo', () => {
  expect(baseUrlOf({ endpoint: 'live', vendor: 'any' }, 'http://127.0.0.1:4010')).toBeNull()
})

it('sends a simulator connection below the path of its vendor', () => {
  expect(baseUrlOf({ endpoint: 'simulator', vendor: 'any' }, 'http://127.0.0.1:4010/')).toBe(
    'http://127.0.0.1:4010/any',
  )
  expect(baseUrlOf({ endpoint: 'simulator', vendor: '../x' }, 'http://127.0.0.1:4010')).toBe(
    'http://127.0.0.1:4010/..%2Fx',
  )
})

it('refuses a simulator connection where none runs', () => {
  expect(() => baseUrlOf({ endpoint: 'simulator', vendor: 'any' }, undefined)).toThrow(
    'no simulators run here',
  )
})

const manifest = { hosts: ['api.pos.example'], addressField: 'shopUrl' }
const credentials = { shopUrl: 'https://shop.example/store', apiKey: 'https://other.example' }

it('lets calls go to the hosts of the vendor and to the shop of the connection alone', () => {
  const policy = egressOf(manifest, null, credentials)
  expect(policy).toEqual({ hosts: ['api.pos.example', 'shop.example'], allowedOrigins: [] })
  expect(() => assertAllowed(new URL('https://shop.example/api'), policy)).not.toThrow()
  expect(() => assertAllowed(new URL('https://other.example/api'), policy)).toThrow('not among the hosts')
})

it.each(['http://shop.example', 'https://127.0.0.1', 'https://[::1]', 'https://169.254.169.254', 'nonsense'])(
  'does not call %s for being typed in as a shop',
  (shopUrl) => {
    const policy = egressOf(manifest, null, { shopUrl })
    const url = URL.canParse(shopUrl) ? shopUrl : 'https://nonsense'
    expect(() => assertAllowed(new URL(url), policy)).toThrow()
  },
)

it('takes no host from credentials of a vendor that has its own', () => {
  expect(egressOf({ hosts: ['api.pos.example'] }, null, credentials).hosts).toEqual(['api.pos.example'])
})

it('lets calls of a simulator connection go to the simulator and nowhere else', () => {
  const policy = egressOf(manifest, 'http://127.0.0.1:4010/pos', credentials)
  expect(policy).toEqual({ hosts: [], allowedOrigins: ['http://127.0.0.1:4010'] })
})
