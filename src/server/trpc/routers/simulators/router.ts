import { z } from 'zod'
import { permittedProcedure, router } from '../../init.ts'
import { callControl, faultSettingsSchema } from './control-client.ts'

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
})
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
    .input(vendorInput.extend({ storeKey: z.string().max(100), sourceId: z.string().max(200).optional() }))
    .mutation(({ input: { vendor, ...what } }) =>
      callControl('POST', `/${vendor}/change`, changeSchema, what),
    ),

  log: use
    .input(vendorInput)
    .query(({ input }) => callControl('GET', `/${input.vendor}/log?limit=100`, logSchema)),
})
