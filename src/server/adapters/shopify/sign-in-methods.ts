import type { FieldManifest, SignInMethod } from '../contract.ts'

const shop: FieldManifest = {
  name: 'shop',
  label: 'Shop',
  help: 'The shop’s own address at Shopify, not the one customers know. In the Shopify admin it is the part of the address after /store/.',
  type: 'text',
  secret: false,
  required: true,
  example: 'pine-street.myshopify.com',
  env: 'POS_ACCOUNT',
  pattern: {
    source: '^[A-Za-z0-9][A-Za-z0-9-]{0,99}(\\.myshopify\\.com)?$',
    message: 'Only the address at Shopify, e.g. pine-street.myshopify.com, without https://.',
  },
}

const app: FieldManifest[] = [
  {
    name: 'clientId',
    label: 'Client id',
    help: 'Of the app in the Dev Dashboard, under Settings.',
    type: 'text',
    secret: false,
    required: true,
    example: '8f1c2d3e4b5a69788796a5b4c3d2e1f0',
    env: 'POS_CLIENT_ID',
    pattern: { source: '^\\S{3,200}$', message: 'The client id has no spaces and at least 3 characters.' },
  },
  {
    name: 'clientSecret',
    label: 'Client secret',
    help: 'Beside the client id. It signs the answer of the consent page.',
    type: 'password',
    secret: true,
    required: true,
    example: 'shpss_…',
    env: 'POS_CLIENT_SECRET',
    pattern: {
      source: '^\\S{8,500}$',
      message: 'The client secret has no spaces and at least 8 characters.',
    },
  },
]

export const signInMethods: SignInMethod[] = [
  {
    id: 'oauth',
    label: 'Sign in with Shopify',
    description:
      'For shops of other organisations: whoever runs the shop allows the app in on Shopify’s own page.',
    fields: [shop, ...app],
    interactive: true,
  },
  {
    id: 'client_credentials',
    label: 'Client credentials',
    description: 'For shops of the organisation that owns the app. Install the app in the shop first.',
    fields: [shop, ...app],
  },
  {
    id: 'access_token',
    label: 'Access token',
    description: 'For a custom app that was made in the shop’s own admin and shows its token once.',
    fields: [
      shop,
      {
        name: 'accessToken',
        label: 'Admin API access token',
        help: 'Shopify shows it once, when the custom app is installed.',
        type: 'password',
        secret: true,
        required: true,
        example: 'shpat_…',
        env: 'POS_API_KEY',
        pattern: { source: '^\\S{8,500}$', message: 'The token has no spaces and at least 8 characters.' },
      },
      {
        name: 'clientSecret',
        label: 'API secret key',
        help: 'Beside the token. It proves the notices Shopify sends; without it what changed is only read by schedule.',
        type: 'password',
        secret: true,
        required: false,
        example: 'shpss_…',
        env: 'POS_CLIENT_SECRET',
        pattern: { source: '^\\S{8,500}$', message: 'The key has no spaces and at least 8 characters.' },
      },
    ],
  },
]
