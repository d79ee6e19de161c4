import { z } from 'zod'

const share = z.number().min(0).max(1)

/** How much of what is known one sync may change without a person being asked, as shares of 1. */
export const guardLimitsSchema = z.object({
  /** Items on show that would be gone or hidden. */
  gone: share.default(0.2),
  /** Stock that would be used up of what has any. */
  zeroed: share.default(0.3),
  /** Items of which a price would move by more than half. */
  repriced: share.default(0.25),
})
export type GuardLimits = z.infer<typeof guardLimitsSchema>

/** `count` of `known`, and the share of 1 up to which nobody is asked. */
const measureSchema = z.object({ count: z.number().int(), known: z.number().int(), limit: share })
export type Measure = z.infer<typeof measureSchema>

/** What the guard found before anything was written. `customers` and `batches`: those that would be gone. */
export const judgementSchema = z.object({
  stopped: z.boolean(),
  gone: measureSchema,
  zeroed: measureSchema,
  repriced: measureSchema,
  customers: measureSchema,
  batches: measureSchema,
})
export type Judgement = z.infer<typeof judgementSchema>

/** What a run would do, and what there is. */
export type GuardCounts = Record<Exclude<keyof Judgement, 'stopped'>, { count: number; known: number }>

/** Below this a share says little: two of five products may well go at once. */
export const smallCatalog = 10

/** Batches are used up by nature: most of a store's are gone after a week nobody read them. */
const batchesGone = 0.8

/** Whether a measure is more than may happen without a person being asked. */
export function exceeds({ count, known, limit }: Measure): boolean {
  return known >= smallCatalog && count > known * limit
}

/** Holds what a run would do against a connection's limits. */
export function judge(counts: GuardCounts, limits: GuardLimits): Judgement {
  const measures = {
    gone: { ...counts.gone, limit: limits.gone },
    zeroed: { ...counts.zeroed, limit: limits.zeroed },
    repriced: { ...counts.repriced, limit: limits.repriced },
    customers: { ...counts.customers, limit: limits.gone },
    batches: { ...counts.batches, limit: Math.max(limits.gone, batchesGone) },
  }
  return { ...measures, stopped: Object.values(measures).some(exceeds) }
}

/** What went beyond its limit, in words: "120 of 500 products would be gone or hidden". */
export function wordsOf(judgement: Judgement): string[] {
  const { gone, zeroed, repriced, customers, batches } = judgement
  const told: [Measure, string][] = [
    [gone, 'products would be gone or hidden'],
    [zeroed, 'stock entries would drop to nothing'],
    [repriced, 'products would change a price by more than half'],
    [customers, 'customers would be gone'],
    [batches, 'batches would be gone'],
  ]
  return told
    .filter(([measure]) => exceeds(measure))
    .map(([{ count, known }, words]) => `${count} of ${known} ${words}`)
}
