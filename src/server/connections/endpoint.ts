import { AppError } from '#server/lib/errors.ts'

export type Endpoint = 'live' | 'simulator'

/**
 * Where a connection's calls go.
 * @param simulatorsUrl address of the simulators' server; undefined outside the demo
 * @returns null for the vendor's own address, else the simulator's base URL
 * @throws {AppError} conflict when it wants a simulator and none runs
 */
export function baseUrlOf(
  connection: { endpoint: Endpoint; vendor: string },
  simulatorsUrl: string | undefined,
): string | null {
  if (connection.endpoint === 'live') return null
  if (simulatorsUrl === undefined) {
    throw new AppError(
      'conflict',
      'This connection goes to a simulator, and no simulators run here. Start the demo, or connect the real system instead.',
      { field: 'endpoint' },
    )
  }
  return `${simulatorsUrl.replace(/\/+$/, '')}/${encodeURIComponent(connection.vendor)}`
}

/**
 * Where a connection's calls may go: the vendor's hosts and the shop's own, or the simulator and nothing else. The shop's
 * own is a host like any other: https only, and never on a private network.
 */
export function egressOf(
  manifest: { hosts: string[]; addressField?: string },
  baseUrl: string | null,
  credentials: Record<string, string>,
): { hosts: string[]; allowedOrigins: string[] } {
  if (baseUrl !== null) return { hosts: [], allowedOrigins: [new URL(baseUrl).origin] }
  const own = manifest.addressField === undefined ? undefined : credentials[manifest.addressField]
  const hosts =
    own !== undefined && URL.canParse(own) ? [...manifest.hosts, new URL(own).hostname] : manifest.hosts
  return { hosts, allowedOrigins: [] }
}
