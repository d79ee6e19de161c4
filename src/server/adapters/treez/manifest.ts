import type { FieldManifest, Manifest } from '../contract.ts'
import { orderStatuses } from './map-order.ts'
import { settingFields } from './settings.ts'

const dispensary: FieldManifest = {
  name: 'dispensary',
  label: 'Dispensary name',
  help: "The first part of the address where you open your store's Treez portal: for pine-street.treez.io it is pine-street.",
  type: 'text',
  secret: false,
  required: true,
  example: 'pine-street',
  env: 'POS_ACCOUNT',
  pattern: {
    source: '^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$',
    message: 'Only the first part of the address, e.g. pine-street: letters, digits and hyphens.',
  },
}

export const manifest: Manifest = {
  id: 'treez',
  name: 'Treez',
  // A tree of three boughs, ours; not the company's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3 8 8h2l-4 5h3l-4 5h14l-4-5h3l-4-5h2z"/><path d="M12 18v3"/></svg>',
  tagline: 'Point of sale and inventory for cannabis retail',
  signInMethods: [
    {
      id: 'api_key',
      label: 'API key',
      description: 'For a store whose Treez portal has given out an API key for its integration partner.',
      fields: [
        dispensary,
        {
          name: 'clientId',
          label: 'Client id',
          help: 'The partner id Treez gave for this integration. It is the same for all your stores.',
          type: 'text',
          secret: false,
          required: true,
          example: 'example-partner',
          env: 'POS_CLIENT_ID',
          pattern: {
            source: '^\\S{3,200}$',
            message: 'The client id has no spaces and at least 3 characters.',
          },
        },
        {
          name: 'apiKey',
          label: 'API key',
          help: 'The key made for this store. Each store has its own.',
          type: 'password',
          secret: true,
          required: true,
          example: 'A1b2C3d4E5f6…',
          env: 'POS_API_KEY',
          pattern: {
            source: '^\\S{8,500}$',
            message: 'The API key has no spaces and at least 8 characters.',
          },
        },
      ],
    },
    {
      id: 'certificate',
      label: 'Certificate (API v3)',
      description:
        'For an organisation that has sent Treez a certificate: every call is signed with its private key.',
      fields: [
        dispensary,
        {
          name: 'certificateId',
          label: 'Certificate id',
          help: 'The id Treez answered with when it got the public part of the certificate.',
          type: 'text',
          secret: false,
          required: true,
          example: '5b1f0c9e-3a7d-4e2b-9c8f-1d2e3f4a5b6c',
          pattern: { source: '^\\S{8,1000}$', message: 'The certificate id has no spaces.' },
        },
        {
          name: 'organizationId',
          label: 'Organisation id',
          help: 'The id of your organisation at Treez.',
          type: 'text',
          secret: false,
          required: true,
          example: '0c9e5b1f-7d3a-4b2e-8f9c-2e1d3f4a5b6c',
          pattern: { source: '^[0-9A-Fa-f-]{32,36}$', message: 'An id of 36 characters with four hyphens.' },
        },
        {
          name: 'privateKey',
          label: 'Private key',
          help: 'The RSA key of the certificate, from its BEGIN line to its END line. It never leaves this server.',
          type: 'password',
          secret: true,
          required: true,
          pattern: {
            source: 'BEGIN (RSA )?PRIVATE KEY',
            message: 'Paste the whole key, with its BEGIN and END lines.',
          },
        },
      ],
    },
  ],
  settings: settingFields,
  entities: ['products', 'inventory', 'batches', 'customers', 'orders'],
  capabilities: {
    incremental: ['products', 'inventory', 'customers', 'orders'],
    deletions: 'both',
    batches: true,
    maskedStock: true,
    webhooks: {
      signedBy: 'a token of your choice that Treez sends with every notice',
      proof: 'bearer',
      secretField: null,
      registeredBy: 'person',
      setUp: [
        'In Treez, open Configurations, Config Page, Integration, Webhook.',
        'Add a webhook with the address and the token shown here.',
        'Choose the event types PRODUCT, TICKET, TICKET_STATUS and CUSTOMER, and save.',
        'Press Test. The delivery appears here within a second.',
      ],
      topics: ['PRODUCT', 'TICKET', 'TICKET_STATUS', 'TICKET_BY_STATUS', 'CUSTOMER'],
      carries: 'record',
      // Stock that is sold or comes in is no event of its own.
      tellsOf: ['products', 'customers', 'orders'],
    },
    orders: {
      customer: 'optional',
      reference: 'own_field',
      preview: true,
      cancel: true,
      statuses: orderStatuses,
    },
  },
  limits: { perSecond: 10, burst: 10, per: 'store' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: {
    title: 'Where do I find these in Treez?',
    steps: [
      "Open your store's Treez portal. The first part of the address, before .treez.io, is the dispensary name.",
      'Sign in as a manager and open Configurations, then Config Page, then Integration.',
      'If the API key of this integration is shown there, copy it. If not, ask Treez support for the API key of this store.',
      'The client id comes from Treez when the partnership is set up; your integration contact has it.',
    ],
  },
  links: [
    { label: 'Treez developer portal', url: 'https://code.treez.io/docs' },
    { label: 'How Treez API access is given', url: 'https://code.treez.io/docs/authorization-2' },
  ],
  hosts: ['api.treez.io', 'api-prod.treez.io'],
}
