import { tidyPaste } from '#lib/tidy-paste.ts'
import type { DeclaredVariable, FieldManifest, Manifest, SignInMethod } from '#server/adapters/contract.ts'
import { assertAllowed } from '#server/http/egress-guard.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Endpoint } from '../endpoint.ts'
import { problemOf } from '../validate-fields.ts'

/** The variables of a declared connection, empty ones left out. */
export type DeclaredVariables = {
  [name in DeclaredVariable | 'POS_VENDOR' | 'POS_STORE']?: string | undefined
}

/** A connection as the environment declares it. */
export type Declaration = {
  vendor: string
  /** Name or id of the store. */
  store: string
  endpoint: Endpoint
  signInMethod: string
  credentials: Record<string, string>
  settings: Record<string, string>
}

/**
 * Reads a connection out of the environment. Which variable means which field, the vendor's manifest says; of several
 * ways to sign in the one counts that misses least.
 * @param simulatorsUrl address of the simulators' server; undefined outside the demo
 * @returns null when none is declared
 * @throws {AppError} invalid, naming every variable that is missing or wrong, and no value
 */
export function readDeclaration(
  given: DeclaredVariables,
  manifests: Manifest[],
  simulatorsUrl: string | undefined,
): Declaration | null {
  const { POS_VENDOR: vendor, POS_STORE: store } = given
  if (vendor === undefined || store === undefined) return null
  const manifest = manifests.find(({ id }) => id === vendor)
  if (!manifest) {
    const known = manifests.map(({ id }) => id).join(', ')
    throw refused([`POS_VENDOR: there is no "${vendor}". Known are ${known}.`])
  }
  const method = methodFor(manifest, given)
  const fields = [...method.fields, ...manifest.settings].filter(({ env }) => env !== undefined)
  const problems = fields.flatMap((field) => problemWith(field, given))
  const { endpoint, problem } = endpointFor(manifest, given, fields, simulatorsUrl)
  if (problem !== null) problems.push(problem)
  if (problems.length > 0) throw refused(problems)
  return {
    vendor,
    store,
    endpoint,
    signInMethod: method.id,
    credentials: valuesOf(method.fields, given),
    settings: valuesOf(manifest.settings, given),
  }
}

const variableOf = ({ env }: FieldManifest, given: DeclaredVariables) =>
  env === undefined ? '' : tidyPaste(given[env] ?? '')

function valuesOf(fields: FieldManifest[], given: DeclaredVariables): Record<string, string> {
  const entries = fields.map((field) => [field.name, variableOf(field, given)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

function methodFor(manifest: Manifest, given: DeclaredVariables): SignInMethod {
  const missing = ({ fields }: SignInMethod) =>
    fields.filter((field) => field.required && variableOf(field, given) === '').length
  const used = ({ fields }: SignInMethod) => fields.filter((field) => variableOf(field, given) !== '').length
  const [best] = manifest.signInMethods
    .filter(
      ({ fields, interactive }) =>
        !interactive && fields.every(({ required, env }) => !required || env !== undefined),
    )
    .toSorted((a, b) => missing(a) - missing(b) || used(b) - used(a))
  if (best) return best
  throw refused([`POS_VENDOR: ${manifest.name} needs a person to sign in. Connect it in the browser.`])
}

function problemWith(field: FieldManifest, given: DeclaredVariables): string[] {
  const problem = problemOf(field, variableOf(field, given))
  return problem === null ? [] : [`${field.env}: ${problem}`]
}

/** An address outside the vendor's hosts would get its credentials, so none is called. */
function endpointFor(
  manifest: Manifest,
  { POS_API_URL: address }: DeclaredVariables,
  fields: FieldManifest[],
  simulatorsUrl: string | undefined,
): { endpoint: Endpoint; problem: string | null } {
  if (address === undefined) return { endpoint: 'live', problem: null }
  const url = new URL(address)
  if (simulatorsUrl !== undefined && url.origin === new URL(simulatorsUrl).origin) {
    return { endpoint: 'simulator', problem: null }
  }
  // A field of its own, as of a shop that has its own address: the adapter and the guard judge it.
  if (fields.some(({ env }) => env === 'POS_API_URL')) return { endpoint: 'live', problem: null }
  try {
    assertAllowed(url, { hosts: manifest.hosts, allowedOrigins: [] })
    return { endpoint: 'live', problem: null }
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    const hosts = manifest.hosts.map((host) => `https://${host}`).join(', ')
    return {
      endpoint: 'live',
      problem: `POS_API_URL: ${why} ${manifest.name} answers at ${hosts}; leave the variable out to call it there.`,
    }
  }
}

function refused(problems: string[]): AppError {
  const lines = problems.map((problem) => `  ${problem}`).join('\n')
  return new AppError(
    'invalid',
    `The connection in the environment cannot be made. Correct these variables:\n${lines}`,
  )
}
