import type { Reply } from '../kit/http.ts'
import { childOf, parseXml, writeXml, type XmlElement, type XmlValue } from '../kit/xml.ts'

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'

/** What is called, by the element in the body, and with what. */
export type Call = { operation: string; namespace: string; args: XmlElement }

/** What went wrong, in the shop's words and numbers. */
export class ShopFault extends Error {
  readonly code: string
  constructor(code: number | string, message: string) {
    super(message)
    this.code = String(code)
  }
}

/** @throws {ShopFault} when it is no envelope with one call */
export function readCall(body: string): Call {
  const root = parseXml(body)
  const call = childOf(root ?? undefined, 'Body')?.children[0]
  if (root?.name !== 'Envelope' || root.namespace !== soap11 || !call) {
    throw new ShopFault('SOAP-ENV:Client', 'Bad Request')
  }
  return { operation: call.name.replace(/RequestParam$/, ''), namespace: call.namespace, args: call }
}

export const textOf = (args: XmlElement, name: string) => childOf(args, name)?.text.trim() ?? ''

/** The entries of a list. */
export const itemsOf = (args: XmlElement | undefined, name: string) =>
  (childOf(args, name)?.children ?? []).filter((child) => child.name === 'complexObjectArray')

function envelope(status: number, content: string, names = ''): Reply {
  return {
    status,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="${soap11}"${names}><SOAP-ENV:Body>${content}</SOAP-ENV:Body></SOAP-ENV:Envelope>\n`,
  }
}

export function answer(namespace: string, operation: string, result: XmlValue): Reply {
  const element = `ns1:${operation}ResponseParam`
  const content = writeXml(element, { result }, 'complexObjectArray')
  return envelope(200, content, ` xmlns:ns1="${namespace}"`)
}

export function faultReply(status: number, { code, message }: ShopFault): Reply {
  return envelope(status, writeXml('SOAP-ENV:Fault', { faultcode: code, faultstring: message }, ''))
}
