import { allManifests } from './lookup.ts'

/** What lists show of a vendor. What a vendor has left behind outlives its adapter, so an unknown one has a face too. */
export function vendorFace(vendor: string): { vendorName: string; vendorLogo: string } {
  const manifest = allManifests().find(({ id }) => id === vendor)
  return { vendorName: manifest?.name ?? vendor, vendorLogo: manifest?.logo ?? '' }
}
