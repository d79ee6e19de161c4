import ipaddr from 'ipaddr.js'

/** Carries the address of the TCP peer from `recordPeerAddress` to the routes. */
export const peerHeader = 'x-cairn-peer'

/**
 * The address a request came from. X-Forwarded-For is believed only hop by hop from the right, as long as the
 * hop is one of ours: everything left of that was written by the client.
 *
 * @param trustedProxies addresses or CIDR ranges.
 * @returns the address as text; `unknown` when the server did not record the peer.
 */
export function clientAddress(
  headers: { get(name: string): string | null },
  trustedProxies: string[],
): string {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  let address = headers.get(peerHeader) ?? 'unknown'
  while (isTrusted(address, trustedProxies)) {
    const next = forwarded.pop()
    if (!next || !ipaddr.isValid(next)) break
    address = next
  }
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : 'unknown'
}

function isTrusted(address: string, trustedProxies: string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.process(address)
  return trustedProxies.some((entry) => {
    const [range, bits] = entry.includes('/')
      ? ipaddr.parseCIDR(entry)
      : [ipaddr.process(entry), ipaddr.process(entry).kind() === 'ipv4' ? 32 : 128]
    return range.kind() === ip.kind() && ip.match(range, bits)
  })
}
