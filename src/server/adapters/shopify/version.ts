/** The version of the Admin API everything here was written against: https://shopify.dev/docs/api/usage/versioning */
export const API_VERSION = '2026-07'

/** Below the shop's address. */
export const API_PATH = `/admin/api/${API_VERSION}/graphql.json`

/** Where an answer says which version served it. */
export const VERSION_HEADER = 'x-shopify-api-version'
