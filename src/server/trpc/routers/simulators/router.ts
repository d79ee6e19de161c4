import { z } from 'zod'
import { permittedProcedure, router } from '../../init.ts'
import { callControl, faultSettingsSchema, noticeFaultsSchema } from './control-client.ts'

const use = permittedProcedure('simulators.use')
const vendorInput = z.object({ vendor: z.string().regex(/^[a-z0-9-]{1,50}$/) })

const vendorSchema = z.object({
  vendor: z.string(),
  name: z.string(),
  faults: faultSettingsSchema,
  products: z.number(),
  requests: z.number(),
  rejected: z.number(),
  stores: z.array(z.object({ key: z.string(), name: z.string(), products: z.number() })),
  signIn: z.object({ method: z.string(), fields: z.record(z.string(), z.string()) }),
  /** Null where this vendor tells nobody of anything. */
  notices: z
    .object({
      subscriptions: z.number(),
      delivered: z.number(),
      waiting: z.number(),
      failed: z.number(),
      faults: noticeFaultsSchema,
      portal: z.object({ topics: z.array(z.string()), token: z.boolean() }),
      trial: z.boolean(),
    })
    .nullable(),
})
const storeInput = vendorInput.extend({ storeKey: z.string().max(100) })
const changeSchema = z.object({
  name: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
const logSchema = z.array(
  z.object({
    at: z.iso.datetime().transform((text) => new Date(text)),
    method: z.string(),
    path: z.string(),
    status: z.number(),
    ms: z.number(),
  }),
)

/** The demo's pretend vendors: what they hold, how they misbehave, what they were asked. */
export const simulatorsRouter = router({
  list: use.query(() => callControl('GET', '/vendors', z.array(vendorSchema))),

  setFaults: use
    .input(vendorInput.extend({ faults: faultSettingsSchema }))
    .mutation(({ input }) =>
      callControl('PUT', `/${input.vendor}/faults`, faultSettingsSchema, input.faults),
    ),

  reset: use
    .input(vendorInput)
    .mutation(({ input }) => callControl('POST', `/${input.vendor}/reset`, vendorSchema, {})),

  change: use
    .input(storeInput.extend({ sourceId: z.string().max(200).optional() }))
    .mutation(({ input: { vendor, ...what } }) =>
      callControl('POST', `/${vendor}/change`, changeSchema, what),
    ),

  setNoticeFaults: use
    .input(vendorInput.extend({ faults: noticeFaultsSchema }))
    .mutation(({ input }) =>
      callControl('PUT', `/${input.vendor}/notice-faults`, noticeFaultsSchema, input.faults),
    ),

  /** Types an address, and a secret where the vendor wants one of its own, into the vendor's pretend pages. */
  subscribe: use
    .input(
      storeInput.extend({
        address: z.url({ protocol: /^https?$/ }).max(2000),
        secret: z.string().min(1).max(500).optional(),
      }),
    )
    .mutation(({ input: { vendor, ...line } }) =>
      callControl('POST', `/${vendor}/subscriptions`, z.array(z.object({ topic: z.string() })), line),
    ),

  /** Has the vendor try its lines to a store's subscribers. @returns how many there are */
  tryLines: use.input(storeInput).mutation(async ({ input: { vendor, storeKey } }) => {
    const sent = z.object({ numbers: z.array(z.number()) })
    const { numbers } = await callControl('POST', `/${vendor}/notices`, sent, { storeKey })
    return { lines: numbers.length }
  }),

  log: use
    .input(vendorInput)
    .query(({ input }) => callControl('GET', `/${input.vendor}/log?limit=100`, logSchema)),
})
