import type { StoreInput } from '#lib/store-input.ts'

/** Whom a store sells to. */
export const customerWords: Record<StoreInput['customerTypes'], string> = {
  both: 'Adult and medical',
  adult: 'Adult only',
  medical: 'Medical only',
}
