/** The stores of a member in a few words: "Every store", "Harbor", "Harbor and 2 more", "No store". */
export function storeWords(
  storeIds: string[] | null,
  stores: readonly { id: string; name: string }[],
): string {
  if (storeIds === null) return 'Every store'
  const [first, ...rest] = storeIds.map(
    (id) => stores.find((store) => store.id === id)?.name ?? 'another store',
  )
  if (first === undefined) return 'No store'
  return rest.length === 0 ? first : `${first} and ${rest.length} more`
}
