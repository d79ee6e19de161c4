import type { FieldManifest, Manifest } from '../contract.ts'
import { orderStatuses } from './map-order.ts'
import { settingFields } from './settings.ts'

/** The company and the store within it, whichever way one signs in. */
const placeFields: FieldManifest[] = [
  {
    name: 'companyId',
    label: 'Company id',
    help: "Your company's number in COVA. It is in the onboarding e-mail of this integration.",
    type: 'text',
    secret: false,
    required: true,
    example: '900100',
    env: 'POS_ACCOUNT',
    pattern: { source: '^\\d{1,12}$', message: 'The company id is a number, e.g. 900100.' },
  },
  {
    name: 'locationId',
    label: 'Location id',
    help: 'The number of this store in COVA. Each of your stores has its own.',
    type: 'text',
    secret: false,
    required: true,
    example: '900101',
    env: 'POS_LOCATION',
    pattern: { source: '^\\d{1,12}$', message: 'The location id is a number, e.g. 900101.' },
  },
]

export const manifest: Manifest = {
  id: 'cova',
  name: 'COVA',
  // Two hands round a jar, ours; not the company's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M9 4h6v3H9z"/><path d="M8 9h8v9a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2z"/><path d="M4 9c-1.5 4-1.5 7 1 10"/><path d="M20 9c1.5 4 1.5 7-1 10"/></svg>',
  tagline: 'Point of sale for cannabis retail in Canada and the United States',
  signInMethods: [
    {
      id: 'api_key',
      label: 'API key',
      description: 'For a company whose onboarding package holds a single API key for this integration.',
      fields: [
        ...placeFields,
        {
          name: 'apiKey',
          label: 'API key',
          help: 'The key COVA made for this integration.',
          type: 'password',
          secret: true,
          required: true,
          example: 'a1b2c3d4e5f6…',
          env: 'POS_API_KEY',
          pattern: {
            source: '^\\S{8,500}$',
            message: 'The API key has no spaces and at least 8 characters.',
          },
        },
      ],
    },
    {
      id: 'password',
      label: 'API user (OAuth 2.0)',
      description:
        'For an onboarding package with a client id, a client secret and an API user. This is what COVA documents.',
      fields: [
        ...placeFields,
        {
          name: 'clientId',
          label: 'Client id',
          help: 'Two names with a point between them, from the onboarding package.',
          type: 'text',
          secret: false,
          required: true,
          example: 'Hollow.HollowHill',
          env: 'POS_CLIENT_ID',
          pattern: {
            source: '^\\S{3,200}$',
            message: 'The client id has no spaces and at least 3 characters.',
          },
        },
        {
          name: 'clientSecret',
          label: 'Client secret',
          help: 'The secret that goes with the client id.',
          type: 'password',
          secret: true,
          required: true,
          example: 'Z9y8X7w6…',
          env: 'POS_CLIENT_SECRET',
        },
        {
          name: 'username',
          label: 'User name',
          help: 'The API user of your company, not your own sign-in.',
          type: 'text',
          secret: false,
          required: true,
          example: 'Hollow.COVA.APIUser.HollowHill',
          env: 'POS_USERNAME',
        },
        {
          name: 'password',
          label: 'Password',
          help: 'The password of the API user. When it is changed in COVA, change it here too.',
          type: 'password',
          secret: true,
          required: true,
          env: 'POS_PASSWORD',
        },
      ],
    },
  ],
  settings: settingFields,
  entities: ['products', 'inventory', 'customers', 'orders'],
  capabilities: {
    incremental: ['products', 'inventory', 'customers', 'orders'],
    deletions: 'absence',
    batches: false,
    maskedStock: false,
    webhooks: null,
    orders: {
      customer: 'optional',
      reference: 'own_field',
      preview: false,
      cancel: true,
      statuses: orderStatuses,
    },
  },
  limits: { perSecond: 16, burst: 16, per: 'company and service' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: {
    title: 'Where do I find these for COVA?',
    steps: [
      'Ask COVA support, or your account manager, to onboard this integration for your company.',
      'The onboarding package they send holds the company id and either an API key, or a client id, a client secret and an API user with its password.',
      'The location id is in the same package; in the COVA Hub it is the number in the address of a location you open under Settings, Locations.',
    ],
  },
  links: [
    { label: 'COVA developer portal', url: 'https://api.covasoft.net/GetStarted' },
    { label: 'How COVA wants to be read', url: 'https://api.covasoft.net/Quickstart' },
  ],
  hosts: ['api.covasoft.net', 'accounts.iqmetrix.net'],
}
