/** Raised when the rules of `normalizeProduct` change, so that unchanged records go through them again. */
export const normalizerVersion = 1
