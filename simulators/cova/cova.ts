import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import { refusal } from './answers.ts'
import { listAvailability } from './availability.ts'
import { createBudget, serviceOf, tooMany } from './budget.ts'
import { companyId, locationIdOf } from './dialect.ts'
import { writeLedger } from './ledger.ts'
import { listCustomers, listInvoices, writePeople } from './people.ts'
import { listProducts } from './products.ts'
import { createSignIn, demoApiKey } from './sign-in.ts'

type Act = (request: SimRequest, params: Record<string, string>) => Reply

/** The number in `Companies(900100)`; the name alone has none. */
function keyIn(part: string, name: string): string | null {
  const [, found, , key] = /^(\w+)(\(([^()]*)\))?$/.exec(part) ?? []
  return found?.toLowerCase() === name.toLowerCase() ? (key ?? '') : null
}

function create({ world, clock, faults, publicUrl }: VendorContext): VendorSimulator {
  const router = createRouter()
  const signIn = createSignIn(clock, () => faults().tokenLifetimeSeconds)
  const budget = createBudget(clock)
  const pictureUrl = (name: string) => `${publicUrl()}/_pictures/${name}`

  /** Registers a call of a signed-in user of the company; `company` is where the path names it. */
  const on = (method: string, path: string, act: Act) =>
    router.on(method, path, (request, params) => {
      const refused = signIn.check(request)
      if (refused) return refused
      const company = keyIn(params['companies'] ?? '', 'Companies') ?? params['company']
      if (company !== String(companyId)) return refusal(403, 'The user may not read this company.')
      return act(request, params)
    })
  const storeOf = (entity: string | undefined) =>
    world.stores.find(({ profile }) => String(locationIdOf(profile)) === entity)

  const data = '/dataplatform/v1/Companies/:company/DetailedProductData'
  const products: Act = (request, { since }) => {
    const at = since === undefined ? null : Date.parse(since)
    if (Number.isNaN(at)) return refusal(400, 'The request is invalid.')
    return listProducts(request, world.stores, pictureUrl, at)
  }
  router.on('POST', '/v1/oauth2/token', (request) => signIn.issue(request))
  on('POST', data, products)
  on('POST', `${data}/UpdatedAsOf/:since`, products)
  on('POST', `${data}/ByProductIdList`, products)
  on('GET', '/entitymanager/v1/:companies/Locations', () =>
    jsonReply(
      200,
      world.stores.map(({ profile }) => ({
        Id: locationIdOf(profile),
        Name: profile.name,
        TimeZone: { Id: profile.timeZone },
        Roles: [{ Id: 1, Name: 'Location' }],
      })),
    ),
  )
  on('GET', '/availability/v1/:companies/:entities/:items', (_request, { entities = '', items = '' }) => {
    const store = storeOf(keyIn(entities, 'Entities') ?? undefined)
    const item = keyIn(items, 'CatalogItems')
    if (store === undefined || item === null) return refusal(404, 'Resource cannot be found')
    return listAvailability(store, item === '' ? null : item)
  })

  on('GET', '/crm/v1/:companies/CustomerFull', (request) => listCustomers(request, world.stores))
  on('GET', '/posreports/v1/:companies/:entities/ByInvoiceWithProducts', (request, { entities = '' }) => {
    const store = storeOf(keyIn(entities, 'Entities') ?? undefined)
    return store === undefined ? refusal(404, 'Resource cannot be found') : listInvoices(request, store)
  })

  return {
    async handle(request) {
      const reply =
        budget.take(request) ??
        (await router.match(request.method, request.path)?.(request)) ??
        refusal(404, 'Resource cannot be found')
      return { ...reply, headers: { ...reply.headers, ...budget.headersOf(request) } }
    },
    rateKey: ({ path }) => serviceOf(path),
    overLimit: tooMany,
    serverError: (status) => refusal(status, 'An error has occurred.'),
    expireTokens: signIn.expireAll,
    people(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writePeople(world.stores, store)
    },
    ledger(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writeLedger(store)
    },
  }
}

export const cova: VendorDefinition = {
  vendor: 'cova',
  name: 'COVA',
  // It counts minutes; `budget.ts` does.
  perSecond: null,
  signIn: {
    method: 'api_key',
    fields: { companyId: String(companyId), locationId: '900101', apiKey: demoApiKey },
  },
  create,
}
