import { createRandom, hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import { clientId, locationIdOf } from './dialect.ts'

/** What sales call a location. */
export const importIdOf = (storeKey: string) => createRandom(hash('import', storeKey)).uuid()

/** A store as `clientsLocations` gives it. Sales know it by the import id, stock by the location id. */
export function renderLocation({ profile }: WorldStore) {
  const locationId = locationIdOf(profile.key)
  return {
    clientId,
    clientName: 'Three Doors',
    locationId,
    importId: importIdOf(profile.key),
    locationName: profile.name,
    address: {
      streetAddress1: '1 Invented Street',
      streetAddress2: null,
      city: 'Nowhere',
      state: 'California',
      zip: '00000',
      county: null,
      country: '',
    },
    phoneNumber: '(555) 010-0100',
    email: null,
    licenseType: ['rec', 'med'],
    timeZone: 'US/Pacific',
    website: null,
    hoursOfOperation: null,
    locationLogoURL: null,
  }
}
