import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Simulators, startSimulators } from '../server.ts'
import { demoLocationKey, integratorKey } from './sign-in.ts'

/**
 * Dutchie's published OpenAPI description is not ours to keep here. Where it lies beside the project, or where
 * DUTCHIE_SWAGGER names it, the newest location's answers must be valid against it; the older ones differ on purpose.
 */
const file =
  process.env['DUTCHIE_SWAGGER'] ??
  fileURLToPath(new URL('../../../shared/contracts/recordings/dutchie/pos-swagger.json', import.meta.url))

const documentSchema = z.object({
  paths: z.record(z.string(), z.unknown()),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

const whole = (bits: number) => (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 2 ** (bits - 1)

/** The formats the description uses. */
const formats = {
  int32: { type: 'number' as const, validate: whole(32) },
  int64: { type: 'number' as const, validate: whole(54) },
  double: { type: 'number' as const, validate: Number.isFinite },
  float: { type: 'number' as const, validate: Number.isFinite },
  // RFC 3339, which wants an offset.
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
}

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day).toISOString()

/** What each answer consists of, where it is asked for, and of which location when not of the newest. */
const answers: [item: string, path: string, storeKey?: string][] = [
  ['LocationIdentity', '/whoami'],
  ['ProductDetail', '/products'],
  ['ProductDetail', '/reporting/products'],
  // Empty elsewhere.
  ['InventoryItem', '/inventory', 'harbor'],
  [
    'ReportingInventoryItem',
    '/reporting/inventory?includeLabResults=true&includeRoomQuantities=true&includeAllocated=true',
  ],
  ['ReceivedInventory', '/inventory/receivedinventory'],
  ['Room', '/room/rooms'],
  ['Customer', '/customer/customers-paginated'],
  [
    'Transaction',
    `/reporting/transactions?FromLastModifiedDateUTC=${ago(30)}&ToLastModifiedDateUTC=${ago(0)}&IncludeDetail=true`,
  ],
  ['PreOrderStatus', '/preorder/Status?includeLineItems=true&includeOrderedItems=true'],
]

describe.skipIf(!existsSync(file))(
  'answers are as the published description has them (skipped without it)',
  () => {
    let simulators: Simulators
    beforeAll(async () => {
      simulators = await startSimulators({ port: 0, products: 120 })
    })
    afterAll(() => simulators.close())

    const load = () => {
      const document = documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      // OpenAPI adds words of its own to JSON Schema.
      const ajv = new Ajv({ strict: false, allErrors: true, formats })
      ajv.addSchema(document, 'dutchie')
      return { document, ajv }
    }
    const read = async (path: string, storeKey: string): Promise<unknown> => {
      const pair = `${demoLocationKey(storeKey)}:${integratorKey}`
      const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
      const response = await fetch(`${simulators.url}/dutchie${path}`, { headers: { authorization } })
      expect(response.status).toBe(200)
      return response.json()
    }

    it.each(answers)('%s', async (item, path, storeKey = 'pine-street') => {
      const { document, ajv } = load()
      const [name = ''] = path.split('?')
      expect(Object.keys(document.paths).map((each) => each.toLowerCase())).toContain(name.toLowerCase())
      const validate = ajv.getSchema(`dutchie#/components/schemas/${item}`)
      if (!validate) throw new Error(`The description has no ${item}.`)
      const body = await read(path, storeKey)
      const items = Array.isArray(body) ? body : [body]
      expect(items.length).toBeGreaterThan(0)
      for (const each of items) {
        validate(each)
        expect(validate.errors ?? []).toEqual([])
      }
    })
  },
)
