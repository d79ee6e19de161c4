import type { Manifest, SignInMethod } from '#server/adapters/contract.ts'

/** One of a vendor's ways to sign in; undefined when it has none of that name. */
export function methodOf(manifest: Manifest, id: string): SignInMethod | undefined {
  return manifest.signInMethods.find((method) => method.id === id)
}
