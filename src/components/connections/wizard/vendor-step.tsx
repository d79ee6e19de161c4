'use client'
import { VendorLogo } from '#components/ui/vendor-logo.tsx'
import type { Manifest } from '#server/adapters/contract.ts'

/** All POS systems that Cairn knows, to pick one from. */
export function VendorStep({
  vendors,
  onChoose,
}: {
  vendors: readonly Manifest[]
  onChoose: (vendor: string) => void
}) {
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-md font-semibold">Which POS does the store use?</h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {vendors.map((vendor) => (
          <li key={vendor.id}>
            <button
              type="button"
              onClick={() => onChoose(vendor.id)}
              className="flex h-full w-full items-start gap-3 rounded-card border border-line-strong bg-raised p-4 text-left transition-colors hover:border-accent hover:bg-hover"
            >
              <VendorLogo svg={vendor.logo} name="" size={28} />
              <span className="min-w-0">
                <span className="block font-medium">{vendor.name}</span>
                <span className="block text-dense text-ink-muted">{vendor.tagline}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
