import type { WorldStore } from '../world/store.ts'
import type { Caller, ShopContext } from './context.ts'
import { gid, otherNumber, shopDomain, time } from './dialect.ts'
import { metafieldsOf } from './metafields.ts'

const scopeWords = (handle: string) =>
  handle.replace(/^(\w+?)_/, (_, verb: string) => `${verb} `).replaceAll('_', ' ')

export function renderShop({ store }: ShopContext) {
  const { profile } = store
  const id = gid('Shop', otherNumber('Shop', profile.key))
  const offset = offsetOf(store)
  const address = {
    address1: `100 ${profile.name}`,
    city: 'San Francisco',
    province: 'California',
    zip: '94103',
  }
  return {
    __typename: 'Shop',
    id,
    name: profile.name,
    myshopifyDomain: shopDomain(store),
    primaryDomain: {
      id: gid('Domain', 1),
      host: shopDomain(store),
      url: `https://${shopDomain(store)}`,
      sslEnabled: true,
    },
    url: `https://${shopDomain(store)}`,
    email: `owner@${profile.key}.example`,
    contactEmail: `hello@${profile.key}.example`,
    shopOwnerName: 'Shop Owner',
    currencyCode: 'USD',
    enabledPresentmentCurrencies: ['USD'],
    ianaTimezone: profile.timeZone,
    timezoneAbbreviation: offset === -420 ? 'PDT' : 'PST',
    timezoneOffset: offset === -420 ? '-0700' : '-0800',
    timezoneOffsetMinutes: offset,
    taxesIncluded: false,
    weightUnit: 'GRAMS',
    unitSystem: 'IMPERIAL_SYSTEM',
    plan: { displayName: 'Basic', publicDisplayName: 'Basic', partnerDevelopment: false, shopifyPlus: false },
    billingAddress: address,
    shopAddress: { ...address, id: gid('ShopAddress', 1), countryCodeV2: 'US', country: 'United States' },
    createdAt: time(store.epoch - 400 * 86_400_000),
    updatedAt: time(store.epoch),
    ...metafieldsOf({ id, type: 'SHOP', updatedAt: store.epoch }, () => []),
  }
}

/** Minutes east of UTC at the store's epoch. */
function offsetOf({ profile, epoch }: WorldStore): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: profile.timeZone, timeZoneName: 'longOffset' })
    .formatToParts(epoch)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

export function renderInstallation(caller: Caller) {
  const id = gid('AppInstallation', otherNumber('AppInstallation', caller.app))
  return {
    __typename: 'AppInstallation',
    id,
    accessScopes: caller.scopes.map((handle) => ({ handle, description: scopeWords(handle) })),
    app: {
      id: gid('App', otherNumber('App', caller.app)),
      title: 'Cairn',
      handle: caller.app,
      apiKey: caller.app,
    },
    launchUrl: 'https://app.example/',
    ...metafieldsOf({ id, type: 'API_PERMISSION', updatedAt: 0 }, () => []),
  }
}
