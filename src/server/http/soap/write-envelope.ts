import type { WSDL } from 'soap'
import { z } from 'zod'

export type SoapVersion = '1.1' | '1.2'

export const envelopeNamespaces: Record<SoapVersion, string> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
}

/** The parts of the package's operation that its types leave open. */
const messageSchema = z.object({
  $name: z.string(),
  targetNSAlias: z.string(),
  targetNamespace: z.string(),
  $type: z.string().optional(),
  $lookupType: z.string().optional(),
})

/** What goes on the wire, and the element of the body the answer comes in. */
export type SoapMessage = {
  text: { body: string; type: string }
  headers: Record<string, string>
  answerElement: string
}

/**
 * A call of an operation with document/literal binding: https://www.w3.org/TR/2007/REC-soap12-part0-20070427/
 * @param args by the names of the WSDL's types
 * @throws when the WSDL has no such operation
 */
export function writeEnvelope(
  wsdl: WSDL,
  version: SoapVersion,
  operation: string,
  args: Record<string, unknown>,
): SoapMessage {
  const found = Object.values(wsdl.definitions.bindings).flatMap(({ methods }) => methods[operation] ?? [])[0]
  if (!found) throw new Error(`The WSDL has no operation ${operation}`)
  const input = messageSchema.parse(found.input)
  const content: unknown = wsdl.objectToDocumentXML(
    input.$name,
    args,
    input.targetNSAlias,
    input.targetNamespace,
    input.$type ?? input.$lookupType,
  )
  const names = `xmlns:soap="${envelopeNamespaces[version]}" ${wsdl.xmlnsInEnvelope}`
  const body = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope ${names}><soap:Body>${String(content)}</soap:Body></soap:Envelope>`
  const action = found.soapAction ?? ''
  // 1.2 moved the action into the content type: https://www.rfc-editor.org/rfc/rfc3902
  return {
    text: {
      body,
      type:
        version === '1.1'
          ? 'text/xml; charset=utf-8'
          : `application/soap+xml; charset=utf-8; action="${action}"`,
    },
    headers: {
      accept: 'text/xml, application/soap+xml',
      ...(version === '1.1' && { soapaction: `"${action}"` }),
    },
    answerElement: messageSchema.pick({ $name: true }).parse(found.output).$name,
  }
}

/** The envelope with something for its header, before anything else of it. */
export function withHeader(envelope: string, header: string): string {
  return envelope.replace('<soap:Body>', () => `<soap:Header>${header}</soap:Header><soap:Body>`)
}
