import type { Random } from '../../world/random.ts'
import type { NoticeDialect, NoticeSubscription, OutgoingNotice, SentNotice } from './types.ts'

export type Forged = NonNullable<SentNotice['forged']>

/** In which ways somebody could try it who doesn't know what proves a notice of this vendor. */
export function forgeryOf({ proof }: NoticeDialect, random: Random): Forged {
  if (proof === null) return 'secret'
  return random.pick(proof.coversBody ? ['secret', 'proof', 'body'] : ['secret', 'proof'])
}

/** One letter or digit of a text, at about that part of it, made another. */
function changeOne(text: string, part: number): string {
  const places = [...text.matchAll(/[0-9a-zA-Z]/g)].map(({ index }) => index)
  const place = places[Math.floor(part * (places.length - 1))]
  if (place === undefined) return `${text}x`
  const other = /\d/.test(text[place] ?? '')
    ? text[place] === '7'
      ? '3'
      : '7'
    : text[place] === 'q'
      ? 'z'
      : 'q'
  return text.slice(0, place) + other + text.slice(place + 1)
}

/** The body of another notice: the same but for one character of a text in it, so that it is still JSON. */
export function changedBody(body: string, random: Random): string {
  const texts = [...body.matchAll(/":"([0-9a-zA-Z][^"\\]*)"/g)]
  if (texts.length === 0) return changeOne(body, random.next())
  const { index, 0: whole, 1: text = '' } = random.pick(texts)
  const end = index + whole.length - 1
  return body.slice(0, end - text.length) + changeOne(text, random.next()) + body.slice(end)
}

/** How a forged notice goes out. @param signed the body that was signed, where that is another than what is sent */
export function forgedRequest(
  dialect: NoticeDialect,
  notice: OutgoingNotice,
  subscription: NoticeSubscription,
  forged: Forged,
  signed: string,
): { url: string; headers: Record<string, string> } {
  const { proof } = dialect
  if (proof === null)
    return dialect.request(notice, { ...subscription, address: otherKey(subscription.address) })
  if (forged === 'secret')
    return dialect.request(notice, { ...subscription, secret: 'not-the-secret-at-all' })
  const request = dialect.request(forged === 'body' ? { ...notice, body: signed } : notice, subscription)
  if (forged === 'body') return request
  const header = request.headers[proof.header] ?? ''
  return { ...request, headers: { ...request.headers, [proof.header]: changeOne(header, 0.5) } }
}

/** What proves an address lies in its query; somebody who guesses it gets it almost right. */
function otherKey(address: string): string {
  const url = new URL(address)
  const [first] = [...url.searchParams]
  if (first === undefined) return address
  url.searchParams.set(first[0], changeOne(first[1], 0.5))
  return url.toString()
}
