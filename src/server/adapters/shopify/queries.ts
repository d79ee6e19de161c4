/**
 * Every document Cairn sends, each with what it may cost; a test holds them against the schema and the vendor's formula.
 * A list is sorted by what its cursor stands for, so that what comes or goes meanwhile moves nothing.
 */

const variantFields = `id legacyResourceId title sku barcode price compareAtPrice position taxable inventoryPolicy updatedAt
  selectedOptions { name value }
  inventoryItem { id tracked measurement { weight { unit value } } }`

const productFields = `id legacyResourceId title handle status vendor productType tags descriptionHtml updatedAt
  category { id fullName }`

const mediaFields = `id alt mediaContentType ... on MediaImage { image { url } }`
const metafieldFields = `id namespace key type value`
const collectionFields = `id title handle`

/** Records of a page when nothing breaks it. */
export const pageSizes = { products: 50, levels: 250, customers: 100, orders: 25 } as const

/** Of each product in a page; a product with more is completed by further calls. */
export const VARIANT_PAGE = 100

const productNode = `${productFields}
      variants(first: ${VARIANT_PAGE}) { nodes { ${variantFields} } pageInfo { hasNextPage endCursor } }
      media(first: 20) { nodes { ${mediaFields} } }
      metafields(first: 50) { nodes { ${metafieldFields} } }
      collections(first: 20) { nodes { ${collectionFields} } }`

export const productsQuery = `query Products($first: Int!, $query: String, $after: String, $sortKey: ProductSortKeys) {
  products(first: $first, after: $after, query: $query, sortKey: $sortKey) {
    nodes { ${productNode} }
    pageInfo { hasNextPage endCursor }
  }
}`

export const variantsQuery = `query Variants($id: ID!, $after: String) {
  product(id: $id) {
    variants(first: ${VARIANT_PAGE}, after: $after) { nodes { ${variantFields} } pageInfo { hasNextPage endCursor } }
  }
}`

/** For a bulk operation: no \`nodes\`, two levels, five lists at most. https://shopify.dev/docs/api/usage/bulk-operations/queries */
export const productsBulkQuery = `{
  products {
    edges { node {
      ${productFields}
      variants { edges { node { ${variantFields} } } }
      media { edges { node { ${mediaFields} } } }
      metafields { edges { node { ${metafieldFields} } } }
      collections { edges { node { ${collectionFields} } } }
    } }
  }
}`

const bulkFields = `id status errorCode objectCount fileSize url`

export const startBulkMutation = `mutation StartBulk($query: String!) {
  bulkOperationRunQuery(query: $query) { bulkOperation { ${bulkFields} } userErrors { code message } }
}`

export const bulkQuery = `query Bulk($id: ID!) { bulkOperation(id: $id) { ${bulkFields} } }`

export const cancelBulkMutation = `mutation CancelBulk($id: ID!) {
  bulkOperationCancel(id: $id) { bulkOperation { ${bulkFields} } userErrors { message } }
}`

export const locationsQuery = `query Locations($after: String) {
  locations(first: 100, after: $after, sortKey: ID) {
    nodes { id name }
    pageInfo { hasNextPage endCursor }
  }
}`

const levelNode = `id updatedAt
        location { id name isActive }
        item { id sku tracked variants(first: 5) { nodes { id } } }
        quantities(names: ["available"]) { name quantity updatedAt }`

export const levelsQuery = `query Levels($first: Int!, $location: ID!, $query: String, $after: String) {
  location(id: $location) {
    inventoryLevels(first: $first, after: $after, query: $query) {
      nodes { ${levelNode} }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

const customerNode = `id legacyResourceId firstName lastName state tags createdAt updatedAt
      defaultEmailAddress { emailAddress marketingState }
      defaultPhoneNumber { phoneNumber marketingState }
      defaultAddress { address1 address2 city province provinceCode zip country countryCodeV2 }
      metafields(first: 50) { nodes { ${metafieldFields} } }`

export const customersQuery = `query Customers($first: Int!, $query: String, $after: String, $sortKey: CustomerSortKeys) {
  customers(first: $first, after: $after, query: $query, sortKey: $sortKey) {
    nodes { ${customerNode} }
    pageInfo { hasNextPage endCursor }
  }
}`

const money = `{ shopMoney { amount currencyCode } }`

const lineFields = `id title variantTitle sku quantity currentQuantity variant { id }
  originalUnitPriceSet ${money} originalTotalSet ${money} totalDiscountSet ${money} discountedTotalSet ${money}`

/** Of each order in a page of orders; an order with more is completed by further calls. */
export const LINE_PAGE = 50

const orderNode = `id legacyResourceId name sourceName sourceIdentifier tags test createdAt processedAt updatedAt closedAt
      cancelledAt cancelReason displayFinancialStatus displayFulfillmentStatus requiresShipping
      subtotalPriceSet ${money} totalDiscountsSet ${money} totalTaxSet ${money} totalPriceSet ${money}
      customer { id }
      retailLocation { id }
      shippingLine { code title }
      fulfillments(first: 10) { displayStatus createdAt }
      lineItems(first: ${LINE_PAGE}) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } }`

export const ordersQuery = `query Orders($first: Int!, $query: String, $after: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { ${orderNode} }
    pageInfo { hasNextPage endCursor }
  }
}`

export const linesQuery = `query Lines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: ${LINE_PAGE}, after: $after) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } }
  }
}`

const placeOf = `{ nodes { id } pageInfo { hasNextPage endCursor } }`

/** Where a record stands that breaks its list, and nothing else of it. */
export const productsPlaceQuery = `query ProductsPlace($query: String, $after: String, $sortKey: ProductSortKeys) {
  products(first: 1, after: $after, query: $query, sortKey: $sortKey) ${placeOf}
}`
export const customersPlaceQuery = `query CustomersPlace($query: String, $after: String, $sortKey: CustomerSortKeys) {
  customers(first: 1, after: $after, query: $query, sortKey: $sortKey) ${placeOf}
}`
export const ordersPlaceQuery = `query OrdersPlace($query: String, $after: String) {
  orders(first: 1, after: $after, query: $query, sortKey: UPDATED_AT) ${placeOf}
}`
export const levelsPlaceQuery = `query LevelsPlace($location: ID!, $query: String, $after: String) {
  location(id: $location) { inventoryLevels(first: 1, after: $after, query: $query) ${placeOf} }
}`

/**
 * Single objects by their ids, as their lists give them; null for what is gone. A level that was taken away still answers
 * to its id and says so.
 */
export const productsAgainQuery = `query ProductsAgain($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { ${productNode} } } }`
export const levelsAgainQuery = `query LevelsAgain($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryLevel { isActive ${levelNode} } } }`
export const customersAgainQuery = `query CustomersAgain($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${customerNode} } } }`
export const ordersAgainQuery = `query OrdersAgain($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${orderNode} } } }`

/** How many of each are asked for at once, were each to be paid for in full. */
export const againSizes = { products: 10, inventory: 80, customers: 50, orders: 30 } as const

export const subscriptionsQuery = `query Subscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) {
    nodes { id topic uri }
    pageInfo { hasNextPage endCursor }
  }
}`

export const subscribeMutation = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription { id topic uri }
    userErrors { message }
  }
}`

export const unsubscribeMutation = `mutation Unsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } }
}`

export const accessQuery = `query Access {
  shop { name myshopifyDomain currencyCode }
  currentAppInstallation { accessScopes { handle } }
}`

export const countsQuery = `query Counts { productsCount(limit: null) { count precision } }`

/** Points each may cost, by the formula fitted to recorded answers, with some to spare. */
export const costs = {
  access: 10,
  counts: 15,
  products: 700,
  variants: 80,
  startBulk: 20,
  bulk: 5,
  cancelBulk: 20,
  locations: 25,
  levels: 150,
  customers: 250,
  orders: 500,
  lines: 120,
  productsAgain: 850,
  levelsAgain: 800,
  customersAgain: 700,
  ordersAgain: 750,
  subscriptions: 25,
  subscribe: 15,
  unsubscribe: 15,
  place: 10,
} as const
