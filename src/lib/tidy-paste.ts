/** Invisible characters that travel along when a key is copied from a chat, a PDF or a web page. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/** What people copy in front of a key: a header's or a field's name, or the scheme of a header. */
const label =
  /^(?:authorization|x-api-key|api[-_ ]?key|client[-_ ]?id|client[-_ ]?secret|(?:access[-_ ]?)?token)\s*[:=]\s*/i
const scheme = /^(?:bearer|basic|token)\s+/i

const quotePairs: Record<string, string> = { '"': '"', "'": "'", '`': '`', '“': '”', '‘': '’', '«': '»' }

function withoutQuotes(text: string): string {
  const closing = quotePairs[text.charAt(0)]
  return closing !== undefined && text.length >= 2 && text.endsWith(closing) ? text.slice(1, -1).trim() : text
}

/**
 * A pasted credential as it was meant: without invisible characters, line breaks, a copied label or header scheme
 * (`apikey: …`, `Bearer …`), wrapping quotes and a trailing comma or semicolon. Doing it twice changes nothing more.
 */
export function tidyPaste(raw: string): string {
  let text = raw
    .replace(invisible, '')
    .replace(/[\r\n\t]+/g, '')
    .trim()
  for (let previous = ''; previous !== text; ) {
    previous = text
    text = withoutQuotes(text.replace(/[,;]+$/, '').trim())
      .replace(label, '')
      .replace(scheme, '')
      .trim()
  }
  return text
}
