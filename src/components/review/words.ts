import type { Outputs } from '#trpc/types.ts'

export type ReviewRow = Outputs['review']['list']['rows'][number]
export type ReviewState = ReviewRow['state']

export const reviewStateWords: Record<ReviewState, string> = {
  waiting: 'Waiting',
  created: 'Created',
  linked: 'Linked',
  ignored: 'Ignored',
}
export const reviewStates = Object.keys(reviewStateWords) as ReviewState[]

/** What the list can be narrowed to: by the reason of the surest proposal, or to those without one. */
export const alikeWords = {
  barcode: 'Same barcode',
  name: 'Same brand, name and size',
  none: 'Nothing alike',
} as const
export type Alike = keyof typeof alikeWords
export const alikes = Object.keys(alikeWords) as Alike[]

/** Why a product is proposed. */
export const reasonWords = { barcode: 'Same barcode', name: 'Same brand, name and size' } as const
