import { WSDL } from 'soap'

/** Adapters bring one WSDL each; the cache is bounded so that nothing can make it grow. */
const mostKept = 16

const kept = new Map<string, Promise<WSDL>>()

/** Anything that would be fetched, from the network or from disk, before the WSDL is whole. */
const pointsElsewhere =
  /\b(schemaLocation|wsdlLocation)\s*=|<(?:\w+:)?(?:import|include)\b[^>]*\blocation\s*=/

/**
 * The WSDL of an adapter, parsed once.
 * @param text the whole WSDL, with the types it uses: nothing is imported from elsewhere
 * @throws when it is no WSDL, or is not complete in itself: whoever wrote the adapter has to mend that
 */
export function loadWsdl(text: string): Promise<WSDL> {
  const known = kept.get(text)
  if (known) return known
  const loading = parse(text)
  kept.set(text, loading)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  return loading
}

function parse(text: string): Promise<WSDL> {
  if (pointsElsewhere.test(text)) {
    return Promise.reject(new Error('The WSDL imports from elsewhere; put what it needs into the one file.'))
  }
  return new Promise((resolve, reject) => {
    const wsdl = new WSDL(text, 'local.wsdl', { handleNilAsNull: true })
    // These its constructor doesn't take. No element can be called like the first, so that no field passes for attributes.
    Object.assign(wsdl.options, { attributesKey: '$attributes', preserveWhitespace: true })
    wsdl.onReady((error: Error | null) => (error ? reject(error) : resolve(wsdl)))
  })
}
