import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import ipaddr from 'ipaddr.js'

/** Where calls may go. A vendor's hosts are fixed; an origin is opened one by one (the demo's simulators). */
export type EgressPolicy = {
  /** Host names, or `*.suffix` for every name below one. Reached by https on port 443 only. */
  hosts: readonly string[]
  /** scheme://host:port reached as it is, private addresses included. */
  allowedOrigins: readonly string[]
}

/** Not an error of the POS: Cairn itself refuses to call there. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused'
}

/** Azure's virtual host service answers on a public address. https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const privateInDisguise = new Set(['168.63.129.16'])

/** All that is assigned on the IPv6 internet (RFC 4291 §2.4); outside lie old spellings such as ::127.0.0.1. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * @param address IPv4 or IPv6 in any spelling
 * @returns whether it is on the public internet; loopback, private, link-local, carrier NAT, NAT64, 6to4, Teredo,
 * documentation and other reserved ranges are not, also when mapped into IPv6
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || privateInDisguise.has(parsed.toString())) return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast)
}

/**
 * Refuses an address nothing should be sent to. Node never asks its `lookup` about literal addresses, so they are judged
 * here; names are judged again when resolved ({@link guardedLookup}).
 * @throws {EgressRefused}
 */
export function assertAllowed(url: URL, policy: EgressPolicy): void {
  if (url.username !== '' || url.password !== '') {
    throw new EgressRefused('An address with a name or password in it is not called.')
  }
  if (policy.allowedOrigins.includes(url.origin)) return
  if (url.protocol !== 'https:' || url.port !== '') {
    throw new EgressRefused('Only https on its standard port is called. Check the address of the POS.')
  }
  const host = url.hostname.replace(/\.$/, '')
  if (!policy.hosts.some((allowed) => matches(host, allowed))) {
    throw new EgressRefused(`${host} is not among the hosts of this POS. Check the address.`)
  }
  const literal = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(literal) && !isPublicAddress(literal)) throw privateAddress(host)
}

function matches(host: string, allowed: string): boolean {
  return allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed
}

function privateAddress(host: string): EgressRefused {
  return new EgressRefused(`${host} leads to a private network, which Cairn does not call.`)
}

type LookupCallback = (
  error: NodeJS.ErrnoException | EgressRefused | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/**
 * Resolves a name for a socket and refuses it when any of its addresses is private. The socket connects to the very
 * address that was judged, so a second answer of the name server (DNS rebinding) changes nothing.
 */
export function guardedLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    if (addresses.some(({ address }) => !isPublicAddress(address)))
      return callback(privateAddress(hostname), [])
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    if (first === undefined) return callback(new EgressRefused(`${hostname} has no address.`), [])
    callback(null, first.address, first.family)
  })
}
