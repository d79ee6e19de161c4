/** An element of a document: its name without prefix, the namespace of that prefix, and what is in it. */
export type XmlElement = { name: string; namespace: string; children: XmlElement[]; text: string }

const token =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plainText(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, code: string) => {
    if (!code.startsWith('#')) return named[code] ?? whole
    return String.fromCodePoint(
      /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1)),
    )
  })
}

type Open = XmlElement & { qualified: string; prefixes: Record<string, string> }

/** Reads what a client may send: elements, text, namespaces; no document types. Null when it is not well-formed. */
export function parseXml(source: string): XmlElement | null {
  const top: Open = { name: '', qualified: '', namespace: '', children: [], text: '', prefixes: {} }
  const stack = [top]
  token.lastIndex = 0
  while (token.lastIndex < source.length) {
    const match = token.exec(source)
    const parent = stack.at(-1)
    if (match === null || parent === undefined) return null
    const [, cdata, closing, qualified, attributes = '', empty, text] = match
    if (cdata !== undefined || text !== undefined) parent.text += cdata ?? plainText(text ?? '')
    else if (closing === '/') {
      if (parent.qualified !== qualified || stack.length === 1) return null
      stack.pop()
    } else if (qualified !== undefined) {
      const element = open(qualified, attributes, parent)
      parent.children.push(element)
      if (empty !== '/') stack.push(element)
    }
  }
  const root = top.children[0]
  return stack.length === 1 && top.children.length === 1 && top.text.trim() === '' && root ? root : null
}

function open(qualified: string, attributes: string, parent: Open): Open {
  const prefixes = { ...parent.prefixes }
  for (const [, name = '', double, single] of attributes.matchAll(attribute)) {
    if (name === 'xmlns') prefixes[''] = double ?? single ?? ''
    if (name.startsWith('xmlns:')) prefixes[name.slice(6)] = double ?? single ?? ''
  }
  const [prefix, name] = qualified.includes(':') ? qualified.split(':', 2) : ['', qualified]
  return {
    name: name ?? '',
    qualified,
    namespace: prefixes[prefix ?? ''] ?? '',
    children: [],
    text: '',
    prefixes,
  }
}

export const childOf = (element: XmlElement | undefined, name: string) =>
  element?.children.find((child) => child.name === name)

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeXml = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** What an element may hold. Null and undefined are left out. */
export type XmlValue = string | number | null | undefined | XmlValue[] | { [name: string]: XmlValue }

/**
 * An element with what is in it, in the order given.
 * @param item name of the elements a list is made of
 */
export function writeXml(name: string, value: XmlValue, item: string): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value))
    return `<${name}>${value.map((each) => writeXml(item, each, item)).join('')}</${name}>`
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([key, each]) => writeXml(key, each, item))
    return `<${name}>${inner.join('')}</${name}>`
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`
}
