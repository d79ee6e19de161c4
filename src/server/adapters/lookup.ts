import { AppError } from '../lib/errors.ts'
import type { Adapter, Manifest } from './contract.ts'
import { registry } from './registry.ts'

const adapters = new Map<string, Adapter>(Object.entries(registry))

/**
 * The adapter of a vendor by its manifest id.
 * @throws {AppError} `not_found` when none is registered (a connection made by a newer version, a mistyped id).
 */
export function adapterFor(vendor: string): Adapter {
  const adapter = adapters.get(vendor)
  if (!adapter) {
    throw new AppError(
      'not_found',
      `No adapter is registered for the point-of-sale system "${vendor}". Known ones: ${[...adapters.keys()].join(', ')}.`,
    )
  }
  return adapter
}

/** The manifests of all registered vendors, by name. */
export function allManifests(): Manifest[] {
  return [...adapters.values()]
    .map((adapter) => adapter.manifest)
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** What screens call a vendor. A connection whose adapter is gone still shows: by its id. */
export function vendorName(vendor: string): string {
  return adapters.get(vendor)?.manifest.name ?? vendor
}
