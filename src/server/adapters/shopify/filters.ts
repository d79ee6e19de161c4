/** Changed then or later; a time stands in quotes. https://shopify.dev/docs/api/usage/search-syntax */
export function changedSince(since: Date): string {
  return `updated_at:>='${since.toISOString()}'`
}

/** With ids above that of `id`; null when that is no id of the API. */
export function idsAbove(id: unknown): string | null {
  const number = typeof id === 'string' ? /^gid:\/\/shopify\/\w+\/(\d+)$/.exec(id)?.[1] : undefined
  return number === undefined ? null : `id:>${number}`
}
