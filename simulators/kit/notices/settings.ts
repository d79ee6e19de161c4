import { z } from 'zod'

const rate = z.number().min(0).max(1)

/** Rates are the share of notices hit. */
export const noticeSettingsSchema = z.strictObject({
  /** Sent twice, the second time some time within `delayMs` later. */
  duplicateRate: rate,
  /** Held back for a time up to `delayMs`. */
  delayRate: rate,
  /** Held back until another has gone out, `delayMs` at most. */
  reorderRate: rate,
  /** Never sent. */
  dropRate: rate,
  /** Followed by one somebody else made up. */
  forgeRate: rate,
  delayMs: z.number().int().min(0).max(3_600_000),
  /** What the waits between tries are multiplied by: 1 is the vendor's own pace. */
  retryScale: z.number().min(0).max(1),
})
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>

export const usualNotices: NoticeSettings = {
  duplicateRate: 0,
  delayRate: 0,
  reorderRate: 0,
  dropRate: 0,
  forgeRate: 0,
  delayMs: 3000,
  retryScale: 1,
}
