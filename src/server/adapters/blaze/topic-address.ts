/** The parameter of an address that says what is told there, since the notices don't. */
export const TOPIC = 'topic'

export function withTopic(address: string, topic: string): string {
  const url = new URL(address)
  url.searchParams.set(TOPIC, topic)
  return url.toString()
}

/** The address as it was given; as it is, where it is none. */
export function withoutTopic(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  url.searchParams.delete(TOPIC)
  return url.toString()
}
