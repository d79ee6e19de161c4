import type { DeclaredVariable, FieldManifest, Manifest } from '../contract.ts'
import { REPORTING_PER_MINUTE, ruleOf } from './limits.ts'
import { orderStatuses } from './map-order.ts'
import { settingFields } from './settings.ts'

export const DUTCHIE_URL = 'https://api.pos.dutchie.com'

const secretField = (
  name: string,
  env: DeclaredVariable,
  label: string,
  help: string,
  required = true,
): FieldManifest => ({
  name,
  env,
  label,
  help,
  type: 'password',
  secret: true,
  required,
  pattern: {
    source: '^\\S{8,500}$',
    message: `The ${label.toLowerCase()} has no spaces and at least 8 characters.`,
  },
})

const { capacity, perSecond } = ruleOf('', REPORTING_PER_MINUTE)

export const manifest: Manifest = {
  id: 'dutchie',
  name: 'Dutchie POS',
  // A counter under an awning, ours; not the company's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 4h14l2 5H3z"/><path d="M3 9a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0"/><path d="M5 12v8h14v-8"/></svg>',
  tagline: 'Point of sale, formerly LeafLogix',
  signInMethods: [
    {
      id: 'client_credentials',
      label: 'OAuth 2.0 client credentials',
      description: 'For a location whose integration was given a client id and a client secret.',
      fields: [
        {
          name: 'clientId',
          label: 'Client id',
          help: 'The id Dutchie gave this integration for the location.',
          type: 'text',
          secret: false,
          required: true,
          example: 'example-client',
          env: 'POS_CLIENT_ID',
          pattern: {
            source: '^\\S{3,200}$',
            message: 'The client id has no spaces and at least 3 characters.',
          },
        },
        secretField(
          'clientSecret',
          'POS_CLIENT_SECRET',
          'Client secret',
          'The secret that belongs to the client id.',
        ),
      ],
    },
    {
      id: 'location_key',
      label: 'Location key',
      description: 'For a location with an API key from Dutchie support. Each location has its own.',
      fields: [
        secretField(
          'locationKey',
          'POS_API_KEY',
          'Location key',
          'The API key made for this location and this integration.',
        ),
        secretField(
          'integratorKey',
          'POS_CLIENT_SECRET',
          'Integrator key',
          'The key of the integration itself. Leave it empty if Dutchie gave you none.',
          false,
        ),
      ],
    },
  ],
  settings: settingFields,
  entities: ['products', 'inventory', 'batches', 'customers', 'orders'],
  capabilities: {
    incremental: ['products', 'customers', 'orders'],
    deletions: 'absence',
    batches: true,
    maskedStock: false,
    webhooks: null,
    orders: {
      customer: 'required',
      reference: 'own_field',
      preview: true,
      cancel: true,
      statuses: orderStatuses,
    },
  },
  limits: { perSecond, burst: capacity, per: 'list and location' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: {
    title: 'Where do I find these in Dutchie?',
    steps: [
      'Ask Dutchie support for API access for your integration at this location.',
      'Have the key given the roles Reporting, Customer and PreOrder, and Room and Inventory for quarantine rooms and receive dates.',
      'Dutchie support sends the key, or the client id and secret. Each location has its own.',
      'Keys do not end by themselves. If one was replaced, paste the new one here.',
    ],
  },
  links: [{ label: 'Dutchie POS API', url: 'https://api.pos.dutchie.com/swagger/index.html' }],
  hosts: ['api.pos.dutchie.com'],
}
