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

/** Why a product is proposed. */
export const reasonWords = { barcode: 'Same barcode', name: 'Same brand, name and size' } as const
