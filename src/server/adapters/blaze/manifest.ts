import type { DeclaredVariable, FieldManifest, Manifest } from '../contract.ts'
import { settingFields } from './settings.ts'
import { orderStatuses } from './vocabulary.ts'

export const BLAZE_URL = 'https://api.partners.blaze.me'

/** BLAZE publishes no number and sends no header; this is our own choice, and 429 is heeded besides. */
export const CALLS_PER_SECOND = 5

const secretField = (name: string, env: DeclaredVariable, label: string, help: string): FieldManifest => ({
  name,
  env,
  label,
  help,
  type: 'password',
  secret: true,
  required: true,
  pattern: {
    source: '^\\S{8,2000}$',
    message: `The ${label.toLowerCase()} has no spaces and at least 8 characters.`,
  },
})

export const manifest: Manifest = {
  id: 'blaze',
  name: 'BLAZE',
  // A flame in two strokes, ours; not the company's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 4 4"/><path d="M12 20a3 3 0 0 0 3-3c0-2-2-3-3-5-1 2-3 3-3 5a3 3 0 0 0 3 3z"/></svg>',
  tagline: 'Point of sale for retail and delivery of cannabis',
  signInMethods: [
    {
      id: 'bearer',
      label: 'Bearer token',
      description: 'For a shop whose integration was given a token that is sent as it is.',
      fields: [
        secretField(
          'bearerToken',
          'POS_API_KEY',
          'Token',
          'The token BLAZE gave this integration for the shop.',
        ),
      ],
    },
    {
      id: 'api_keys',
      label: 'Partner key and developer key',
      description: 'The documented way: the key of the partner, and the key of one shop.',
      fields: [
        secretField(
          'partnerKey',
          'POS_CLIENT_ID',
          'Partner key',
          'The key BLAZE gave the partner, the same for all shops.',
        ),
        secretField(
          'developerKey',
          'POS_API_KEY',
          'Developer key',
          'The key made for this shop in its settings.',
        ),
      ],
    },
  ],
  settings: settingFields,
  entities: ['products', 'inventory', 'customers', 'orders'],
  capabilities: {
    incremental: ['products', 'customers', 'orders'],
    deletions: 'both',
    batches: false,
    maskedStock: false,
    webhooks: {
      signedBy:
        'nothing; notices come to an address only BLAZE was told, and what they tell of is read again',
      proof: 'address',
      secretField: null,
      registeredBy: 'api',
      topics: [
        'UPDATE_PRODUCT',
        'NEW_MEMBER',
        'UPDATE_MEMBER',
        'NEW_CONSUMER_SIGNUP',
        'UPDATE_CONSUMER_USER',
        'NEW_CONSUMER_ORDER',
        'UPDATE_CONSUMER_ORDER',
        'CREATE_TRANSACTION',
        'UPDATE_TRANSACTION',
        'CANCEL_TRANSACTION',
        'COMPLETE_TRANSACTION',
      ],
      // Products come whole, but nothing proves who sent them.
      carries: 'pointer',
      tellsOf: ['products', 'inventory', 'customers', 'orders'],
    },
    orders: {
      customer: 'required',
      reference: 'note',
      preview: true,
      cancel: true,
      statuses: orderStatuses,
    },
  },
  limits: { perSecond: CALLS_PER_SECOND, burst: CALLS_PER_SECOND, per: 'shop' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: {
    title: 'Where do I find these in BLAZE?',
    steps: [
      'Sign in to BLAZE Retail as an administrator of the company.',
      'Open Global Settings, then Company Settings, then Developer Keys.',
      'Make a developer key for this shop. Each shop has its own.',
      'The partner key comes from the BLAZE partner programme. It opens members and transactions only with the permissions for them.',
      'Keys do not end by themselves. If one was replaced, paste the new one here.',
    ],
  },
  links: [{ label: 'BLAZE Partner API', url: 'https://apidocs.blaze.me/getting-started/authentication' }],
  hosts: ['api.partners.blaze.me'],
}
