import { z } from 'zod'

/** One line of the connection check. */
export const probeStepSchema = z.object({
  id: z.enum([
    'reach',
    'tls',
    'sign_in',
    'version',
    'products',
    'inventory',
    'batches',
    'orders',
    'permissions',
    'webhooks',
  ]),
  /** "Reach api.example.com" */
  label: z.string(),
  status: z.enum(['waiting', 'running', 'passed', 'failed', 'not_tried', 'skipped']),
  milliseconds: z.number().nullable(),
  /** On success a fact ("2,400 products"), on failure the cause in plain words. */
  detail: z.string().nullable(),
  /** On failure: what to do, in the vendor's own names for its settings. */
  cure: z.string().nullable(),
})
export type ProbeStep = z.infer<typeof probeStepSchema>
