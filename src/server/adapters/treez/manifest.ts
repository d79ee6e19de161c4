import type { Manifest } from '../contract.ts'
import { orderStatuses } from './map-order.ts'
import { settingFields } from './settings.ts'

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
        {
          name: 'dispensary',
          label: 'Dispensary name',
          help: "The first part of the address where you open your store's Treez portal: for pine-street.treez.io it is pine-street.",
          type: 'text',
          secret: false,
          required: true,
          example: 'pine-street',
          pattern: {
            source: '^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$',
            message: 'Only the first part of the address, e.g. pine-street: letters, digits and hyphens.',
          },
        },
        {
          name: 'clientId',
          label: 'Client id',
          help: 'The partner id Treez gave for this integration. It is the same for all your stores.',
          type: 'text',
          secret: false,
          required: true,
          example: 'example-partner',
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
          pattern: {
            source: '^\\S{8,500}$',
            message: 'The API key has no spaces and at least 8 characters.',
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
      registeredBy: 'person',
      topics: ['PRODUCT', 'TICKET', 'TICKET_STATUS', 'TICKET_BY_STATUS', 'CUSTOMER'],
      carries: 'record',
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
