/** Whom a store sells to. */
export const customerTypes = ['both', 'adult', 'medical'] as const
