const anySite = 'https://site.invalid'

/**
 * Where to go after signing in: a path of this site, whatever the address bar was made to say.
 * "//evil.example" and "/\evil.example" are other sites to a browser, so the address is resolved before it is judged.
 */
export function safeCallback(wanted: string | null | undefined): string {
  if (!wanted || !URL.canParse(wanted, anySite)) return '/'
  const { origin, pathname, search, hash } = new URL(wanted, anySite)
  return origin === anySite && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/'
}
