import { AdapterError } from '../adapters/errors.ts'
import type { Dispatchers } from './dispatchers.ts'
import { EgressRefused } from './egress-guard.ts'
import type { Call } from './exchange.ts'
import type { HttpRequest } from './types.ts'

/** All of a call but the time it may take. */
export type Prepared = Omit<Call, 'signal'>

/**
 * Prepares a request for the wire: address, body, and where it may go.
 * @throws {AdapterError} `invalid_request` when nothing may be sent to that address
 */
export function buildRequest(
  baseUrl: string,
  request: HttpRequest<unknown>,
  dispatchers: Dispatchers,
): Prepared {
  const url = buildUrl(baseUrl, request)
  const { body, type } = buildBody(request)
  const headers = {
    accept: 'application/json',
    'user-agent': 'Cairn/1.0',
    ...(type === null ? {} : { 'content-type': type }),
    ...request.headers,
  }
  try {
    return { dispatcher: dispatchers.for(url), url, method: request.method, headers, body }
  } catch (error) {
    if (error instanceof EgressRefused) throw new AdapterError('invalid_request', error.message)
    throw error
  }
}

function buildUrl(baseUrl: string, request: HttpRequest<unknown>): URL {
  const text = `${baseUrl.replace(/\/+$/, '')}/${request.path.replace(/^\/+/, '')}`
  if (!URL.canParse(text)) {
    throw new AdapterError('invalid_request', 'The address of the POS is not a web address. Check it.')
  }
  const url = new URL(text)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (Array.isArray(value)) for (const each of value) url.searchParams.append(name, each)
    else if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

function buildBody({ json, form, text }: HttpRequest<unknown>): { body: string | null; type: string | null } {
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' }
  if (form !== undefined) {
    return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }
  }
  return text ?? { body: null, type: null }
}
