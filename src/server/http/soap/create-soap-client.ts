import { z } from 'zod'
import type { ErrorReader, HttpClient, HttpClientOptions, HttpRequest } from '../types.ts'
import { loadWsdl } from './load-wsdl.ts'
import { readEnvelope, type SoapBody, type SoapFault } from './read-envelope.ts'
import { type SoapVersion, writeEnvelope } from './write-envelope.ts'

type Failure = ReturnType<ErrorReader>

export type SoapCall<T> = Pick<
  HttpRequest<T>,
  'operation' | 'schema' | 'lane' | 'repeatable' | 'deadlineMs' | 'signal'
> & {
  /** The operation's name in the WSDL; `operation` is the one of measurements. */
  method: string
  args: Record<string, unknown>
}

/** @throws {AdapterError} like the common client it speaks through */
export type SoapClient = { call<T>(call: SoapCall<T>): Promise<T> }

export type SoapClientOptions = {
  createClient: (options: HttpClientOptions) => HttpClient
  http: Omit<HttpClientOptions, 'readError' | 'readEnvelope'>
  /** Joined to the base address; what the WSDL says of an address is not used. */
  path: string
  /** See `loadWsdl`. */
  wsdl: string
  version?: SoapVersion
  /** What a fault means; null leaves the standard meaning of its code. */
  readFault: (fault: SoapFault) => Failure
}

/**
 * SOAP 1.1 or 1.2 over the common client: envelopes are written and read by a WSDL that is at hand; time limits, retries,
 * budget, circuit and egress guard are those of every other call. Only what is called repeatable is sent again.
 */
export function createSoapClient(options: SoapClientOptions): SoapClient {
  const { createClient, http, path, version = '1.1' } = options
  const failureOf = (fault: SoapFault) => options.readFault(fault) ?? standardFailure(fault)
  const read = async () => {
    const wsdl = await loadWsdl(options.wsdl)
    return { wsdl, open: (text: string) => readEnvelope(wsdl, text) }
  }
  const client = read().then(({ wsdl, open }) => ({
    wsdl,
    open,
    http: createClient({
      ...http,
      // 1.1 sends faults with a 500, 1.2 with a 400 or 500; what else has such a status carries no envelope.
      readError: ({ status, text }) => {
        const fault = [400, 401, 403, 500].includes(status) ? faultIn(text, open) : null
        return fault && failureOf(fault)
      },
      readEnvelope: (body) => {
        const fault = bodySchema.safeParse(body).data?.fault
        return fault ? failureOf(fault) : null
      },
    }),
  }))
  // Awaited at the first call.
  client.catch(() => {})

  return {
    async call({ method, args, schema, ...request }) {
      const { wsdl, open, http } = await client
      const { answerElement, ...message } = writeEnvelope(wsdl, version, method, args)
      const { body } = await http.send({
        ...request,
        ...message,
        method: 'POST',
        path,
        format: (text) => {
          const content = open(text)
          return content.fault ? content : { fault: null, answer: content.elements[answerElement] }
        },
        schema: z.object({ answer: schema }),
      })
      return body.answer
    },
  }
}

const bodySchema = z.object({ fault: z.object({ code: z.string(), message: z.string() }).nullable() })

function faultIn(text: string, open: (text: string) => SoapBody): SoapFault | null {
  try {
    return open(text).fault
  } catch {
    return null
  }
}

/** https://www.w3.org/TR/2000/NOTE-SOAP-20000508/#_Toc478383510, and the names 1.2 gave them. */
function standardFailure({ code }: SoapFault): NonNullable<Failure> {
  return /^(Client|Sender)/.test(code)
    ? { kind: 'invalid_request', message: 'The POS did not accept the request. This is likely ours to fix.' }
    : { kind: 'unavailable', message: 'The POS reported a problem of its own. Cairn tries again.' }
}
