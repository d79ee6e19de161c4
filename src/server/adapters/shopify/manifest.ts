import type { Manifest } from '../contract.ts'
import { BUCKET_POINTS, RESTORE_PER_SECOND } from './limits.ts'
import { orderStatuses } from './order-status.ts'
import { settingFields } from './settings.ts'
import { signInMethods } from './sign-in-methods.ts'

export const manifest: Manifest = {
  id: 'shopify',
  name: 'Shopify',
  // A basket with a tag, ours; not the company's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 9h16l-1.5 11h-13z"/><path d="M8 9a4 4 0 0 1 8 0"/><path d="M9.5 14.5h5"/></svg>',
  tagline: 'Online shop and point of sale for any kind of retail',
  signInMethods,
  settings: settingFields,
  entities: ['products', 'inventory', 'customers', 'orders'],
  capabilities: {
    incremental: ['products', 'inventory', 'customers', 'orders'],
    deletions: 'both',
    batches: false,
    maskedStock: false,
    webhooks: {
      signedBy: 'HMAC-SHA256 of the body with the app’s client secret, in base64',
      proof: 'signature',
      secretField: 'clientSecret',
      registeredBy: 'api',
      topics: [
        'products/create',
        'products/update',
        'products/delete',
        'inventory_levels/update',
        'inventory_levels/connect',
        'inventory_levels/disconnect',
        'orders/create',
        'orders/updated',
        'orders/cancelled',
        'orders/fulfilled',
        'orders/paid',
        'orders/delete',
        'customers/create',
        'customers/update',
        'customers/delete',
        'app/uninstalled',
      ],
      // The API takes no subscriptions to these: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
      topicsByHand: ['customers/data_request', 'customers/redact', 'shop/redact'],
      setUp: [
        'In the Dev Dashboard open the app, then Versions, and create a version.',
        'Under Webhooks enter the address shown here as the address of the compliance webhooks, and release the version.',
      ],
      // Bodies are shaped otherwise than what is read, hold 100 variants at most, and come in any order.
      carries: 'pointer',
      tellsOf: ['products', 'inventory', 'customers', 'orders'],
    },
    orders: {
      customer: 'optional',
      reference: 'own_field',
      preview: true,
      cancel: true,
      statuses: orderStatuses,
    },
  },
  limits: { perSecond: RESTORE_PER_SECOND, burst: BUCKET_POINTS, per: 'app and shop', unit: 'points' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: {
    title: 'Where do I find these in Shopify?',
    steps: [
      'Open the Dev Dashboard (dev.shopify.com) and choose the app, or create one.',
      'Under Versions give it the scopes read_products, read_inventory, read_locations, read_customers and read_orders, and add this installation’s callback address to the redirect URLs.',
      'Under Settings copy the client id and the client secret.',
      'The shop’s own address stands in its admin under Settings, Domains: the one that ends in .myshopify.com.',
    ],
  },
  links: [
    { label: 'Apps and their credentials', url: 'https://shopify.dev/docs/apps/build/dev-dashboard' },
    { label: 'Access scopes', url: 'https://shopify.dev/docs/api/usage/access-scopes' },
    {
      label: 'Protected customer data',
      url: 'https://shopify.dev/docs/apps/launch/protected-customer-data',
    },
  ],
  // Files of bulk operations lie at the second.
  hosts: ['*.myshopify.com', 'storage.googleapis.com'],
}
