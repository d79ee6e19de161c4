import type { WSDL } from 'soap'
import { z } from 'zod'
import { envelopeNamespaces } from './write-envelope.ts'

/** What a POS says went wrong. `code` without its namespace: "Client", "5", the subcode where there is one. */
export type SoapFault = { code: string; message: string }

/** What the body of an answer holds: a fault, or its elements by name. */
export type SoapBody = { fault: SoapFault } | { fault: null; elements: Record<string, unknown> }

/** Deeper than any record; an answer that goes on and on is no answer. */
const deepest = 64

const elementsSchema = z.record(z.string(), z.unknown())
const textSchema = z.union([z.string(), z.number()]).transform(String)
const faultSchema = z.union([
  z
    .object({ faultcode: textSchema, faultstring: textSchema.nullish() })
    .transform(
      ({ faultcode, faultstring }): SoapFault => ({ code: localName(faultcode), message: faultstring ?? '' }),
    ),
  z
    .object({
      Code: z.object({ Value: textSchema, Subcode: z.object({ Value: textSchema }).nullish() }),
      Reason: z.object({
        Text: z.union([textSchema, z.array(textSchema).transform(([first = '']) => first)]),
      }),
    })
    .transform(
      ({ Code, Reason }): SoapFault => ({
        code: localName(Code.Subcode?.Value ?? Code.Value),
        message: Reason.Text,
      }),
    ),
])

/**
 * Reads an answer by the types of the WSDL. What they don't know is kept as text; attributes are not.
 * @throws when it is no complete envelope, or has a document type: entities of its own are how XML is turned against its
 *   reader (https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html)
 */
export function readEnvelope(wsdl: WSDL, xml: string): SoapBody {
  assertHarmless(xml)
  // The package takes only the older name for an envelope, and reads a body by the types of the WSDL only inside one.
  const body = bodyOf(wsdl, xml.replace(envelopeNamespaces['1.2'], envelopeNamespaces['1.1']))
  const elements = elementsSchema.parse(plain(body))
  if (!('Fault' in elements)) return { fault: null, elements }
  return { fault: faultSchema.catch({ code: '', message: '' }).parse(elements['Fault']) }
}

function assertHarmless(xml: string): void {
  const root = xml.search(/<[\w]/)
  if (root === -1 || /<!DOCTYPE/i.test(xml.slice(0, root))) throw new Error('not an envelope')
  // The package keeps what has an `id` by that name in a plain object.
  if (/<[^<>]*__proto__/.test(xml)) throw new Error('a name no element has')
}

function bodyOf(wsdl: WSDL, xml: string): unknown {
  try {
    return z.object({ Body: z.unknown() }).parse(wsdl.xmlToObject(xml)).Body
  } catch (error) {
    // A fault is thrown as an error that carries the whole of what was read.
    const thrown = z
      .object({ root: z.object({ Envelope: z.object({ Body: z.unknown() }) }) })
      .safeParse(error)
    if (thrown.success) return thrown.data.root.Envelope.Body
    throw error
  }
}

/** Without attributes: what stands beside them is the value. */
function plain(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw new Error('nested too deeply')
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  const { $attributes, $value, ...fields } = elementsSchema.parse(value)
  if ($value !== undefined) return $value
  const entries = Object.entries(fields)
  if ($attributes !== undefined && entries.length === 0) return null
  return Object.fromEntries(entries.map(([name, each]) => [name, plain(each, depth + 1)]))
}

function localName(code: string): string {
  return code.trim().replace(/^[\w.-]*:/, '')
}
