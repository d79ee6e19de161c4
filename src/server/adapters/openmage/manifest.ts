import type { Manifest } from '../contract.ts'
import { limits } from './client.ts'
import { orderStatuses } from './map-order.ts'
import { settingFields } from './settings.ts'

export const manifest: Manifest = {
  id: 'openmage',
  name: 'OpenMage',
  // A shop front with its awning, ours; not the project's mark.
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 10v10h16V10"/><path d="M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z"/><path d="M10 20v-5h4v5"/></svg>',
  tagline: 'Online shops on OpenMage and Magento 1, over SOAP',
  signInMethods: [
    {
      id: 'api_user',
      label: 'API user',
      description: 'For a shop whose admin has made a SOAP user with a role for Cairn.',
      fields: [
        {
          name: 'shopUrl',
          label: 'Shop address',
          help: 'The address of the shop’s start page, with its folder if it has one. It must begin with https.',
          type: 'url',
          secret: false,
          required: true,
          example: 'https://shop.example.com',
          pattern: {
            // The second is a simulator's, when a connection to one is declared in the environment; live, only https is called.
            source: '^(https://[A-Za-z0-9.-]+|http://127\\.0\\.0\\.1:\\d{1,5})(/[A-Za-z0-9._~/-]*)?$',
            message:
              'An address such as https://shop.example.com, without a question mark and what follows it.',
          },
          env: 'POS_API_URL',
        },
        {
          name: 'user',
          label: 'User name',
          help: 'The user name of the API user, not the one somebody signs in to the admin with.',
          type: 'text',
          secret: false,
          required: true,
          example: 'cairn',
          pattern: {
            source: '^\\S{1,40}$',
            message: 'The user name has no spaces and at most 40 characters.',
          },
          env: 'POS_USERNAME',
        },
        {
          name: 'apiKey',
          label: 'API key',
          help: 'The key that was typed in for the API user. The shop never shows it again; set a new one if it is lost.',
          type: 'password',
          secret: true,
          required: true,
          example: 'A1b2C3d4E5f6…',
          pattern: {
            source: '^\\S{6,200}$',
            message: 'The API key has no spaces and at least 6 characters.',
          },
          env: 'POS_API_KEY',
        },
      ],
    },
  ],
  settings: settingFields,
  entities: ['products', 'inventory', 'customers', 'orders'],
  capabilities: {
    incremental: ['products', 'customers', 'orders'],
    deletions: 'absence',
    batches: false,
    maskedStock: false,
    webhooks: null,
    orders: {
      customer: 'optional',
      reference: 'note',
      preview: true,
      cancel: true,
      statuses: orderStatuses,
    },
  },
  limits: { ...limits, per: 'shop' },
  // Every product is a call, so a round costs the shop's server something.
  defaultSchedule: { everyMinutes: 30 },
  whereToFind: {
    title: 'Where do I find these in the shop?',
    steps: [
      'Sign in to the shop’s admin and open System, Web Services, SOAP/XML-RPC - Roles. Add a role, and under Role API Resources choose what it may read: Catalog, Inventory, Customers, Sales.',
      'Open System, Web Services, SOAP/XML-RPC - Users. Add a user with a user name and an API key, and under User Role choose the role.',
      'Open System, Configuration, Magento Core API, and set WS-I Compliance to Yes.',
      'The shop address is the one of its start page.',
    ],
  },
  links: [
    { label: 'OpenMage', url: 'https://github.com/OpenMage/magento-lts' },
    {
      label: 'The SOAP API of Magento 1',
      url: 'https://devdocs-openmage.org/guides/m1x/api/soap/introduction.html',
    },
  ],
  hosts: [],
  addressField: 'shopUrl',
}
