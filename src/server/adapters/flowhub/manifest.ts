import type { FieldManifest, Manifest } from '../contract.ts'
import { orderStatuses } from './map-order.ts'
import { settingFields } from './settings.ts'

const uuid = {
  source: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  message: 'An id of 36 characters, digits and the letters a to f, with four hyphens.',
}

const location: FieldManifest = {
  name: 'locationId',
  label: 'Location id',
  help: 'The id of this store at Flowhub. It is not the import id, which sales use.',
  type: 'text',
  secret: false,
  required: true,
  example: 'b7e23ec2-9af3-4a5c-8d16-1f0c2d3e4f5a',
  pattern: uuid,
  env: 'POS_LOCATION',
}

const secret = { source: '^\\S{8,500}$', message: 'No spaces and at least 8 characters.' }

export const manifest: Manifest = {
  id: 'flowhub',
  name: 'Flowhub',
  // Three streams that meet in one, ours; not the company's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 5c5 0 5 7 10 7M4 12h10M4 19c5 0 5-7 10-7"/><circle cx="17" cy="12" r="3"/></svg>',
  tagline: 'Point of sale and compliance for cannabis retail',
  signInMethods: [
    {
      id: 'oauth',
      label: 'OAuth 2.0 (Order Ahead)',
      description: 'For a store that has the client id and client secret Flowhub gives out for Order Ahead.',
      fields: [
        location,
        {
          name: 'clientId',
          label: 'Client id',
          help: 'The client id of the Order Ahead pair.',
          type: 'text',
          secret: false,
          required: true,
          example: 'kT3xExampleClient',
          env: 'POS_CLIENT_ID',
          pattern: { source: '^\\S{3,200}$', message: 'No spaces and at least 3 characters.' },
        },
        {
          name: 'clientSecret',
          label: 'Client secret',
          help: 'The client secret of the same pair.',
          type: 'password',
          secret: true,
          required: true,
          env: 'POS_CLIENT_SECRET',
          pattern: secret,
        },
      ],
    },
    {
      id: 'api_key',
      label: 'Client id and key',
      description:
        'The documented way to read inventory. Both come by e-mail once Flowhub has granted API access.',
      fields: [
        location,
        {
          name: 'clientId',
          label: 'Client id',
          help: 'The id of your company at Flowhub, the same for all stores.',
          type: 'text',
          secret: false,
          required: true,
          example: '1c9d7f30-4b2a-4e8f-9c6d-5a4b3c2d1e0f',
          env: 'POS_CLIENT_ID',
          pattern: uuid,
        },
        {
          name: 'key',
          label: 'Key',
          help: 'The API key that goes with the client id.',
          type: 'password',
          secret: true,
          required: true,
          env: 'POS_API_KEY',
          pattern: secret,
        },
      ],
    },
  ],
  settings: settingFields,
  entities: ['products', 'inventory', 'batches', 'customers', 'orders'],
  capabilities: {
    incremental: ['customers', 'orders'],
    deletions: 'absence',
    batches: true,
    maskedStock: false,
    webhooks: null,
    orders: {
      customer: 'required',
      reference: 'none',
      preview: false,
      cancel: false,
      statuses: orderStatuses,
    },
  },
  limits: { perSecond: 45, burst: 45, per: 'client' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: {
    title: 'Where do I find these at Flowhub?',
    steps: [
      'Ask for API access at flowhub.com/api-integration-request, for reading inventory.',
      'Flowhub sends a client id and a key; for Order Ahead, a client id and a client secret, which are others.',
      'The location id comes with them. If you have another one, the connection check lists the right ones.',
    ],
  },
  links: [
    { label: 'Flowhub developer portal', url: 'https://flowhub.stoplight.io/docs/public-developer-portal' },
    { label: 'Ask Flowhub for API access', url: 'https://flowhub.com/api-integration-request' },
  ],
  hosts: ['api.flowhub.co', 'flowhub.auth0.com'],
}
