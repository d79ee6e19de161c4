import type { PoolClient } from 'pg'
import type { Scope } from '../types.ts'
import type { ProductState } from './product-state.ts'

/** A product to write. `changed` false: nothing people see differs, only the POS's own time stamp. */
export type ProductWrite = {
  id: string
  sourceId: string
  sourceUpdatedAt: Date | null
  state: ProductState
  changed: boolean
}

/** Inserts or updates products in one statement, with what lists need of their prices. */
export async function saveProducts(tx: PoolClient, scope: Scope, products: ProductWrite[]): Promise<void> {
  const rows = products.map(({ state, ...product }) => ({ ...state, ...product, ...summaryOf(state) }))
  await tx.query(
    `INSERT INTO product (id, organization_id, store_id, connection_id, source_id, name, brand, description, status,
        source_category, categories, category_rule, strain_type, strain_name, effects, flavors, ingredients, tags,
        potency, images, currency, min_price_minor, max_price_minor, variant_count, source_updated_at)
     SELECT id, $1, $2, $3, "sourceId", name, brand, description, status,
        "sourceCategory", categories, "categoryRule", "strainType", "strainName", effects, flavors, ingredients, tags,
        potency, images, currency, "minPriceMinor", "maxPriceMinor", "variantCount", "sourceUpdatedAt"
       FROM jsonb_to_recordset($4::jsonb) AS i(id uuid, "sourceId" text, name text, brand text, description text,
        status text, "sourceCategory" text[], categories text[], "categoryRule" text, "strainType" text,
        "strainName" text, effects text[], flavors text[], ingredients text[], tags text[], potency jsonb,
        images jsonb, currency text, "minPriceMinor" int, "maxPriceMinor" int, "variantCount" int,
        "sourceUpdatedAt" timestamptz)
     ON CONFLICT (connection_id, source_id) DO UPDATE SET
        name = excluded.name, brand = excluded.brand, description = excluded.description, status = excluded.status,
        source_category = excluded.source_category, categories = excluded.categories,
        category_rule = excluded.category_rule, strain_type = excluded.strain_type,
        strain_name = excluded.strain_name, effects = excluded.effects, flavors = excluded.flavors,
        ingredients = excluded.ingredients, tags = excluded.tags, potency = excluded.potency,
        images = excluded.images, currency = excluded.currency, min_price_minor = excluded.min_price_minor,
        max_price_minor = excluded.max_price_minor, variant_count = excluded.variant_count,
        source_updated_at = excluded.source_updated_at,
        changed_at = CASE WHEN product.id = ANY($5::uuid[]) THEN now() ELSE product.changed_at END`,
    [
      scope.organizationId,
      scope.storeId,
      scope.connectionId,
      JSON.stringify(rows),
      products.filter((product) => product.changed).map((product) => product.id),
    ],
  )
}

/** The price range over all variants, in the currency of the first price. */
function summaryOf(state: ProductState) {
  const prices = state.variants.flatMap((variant) => variant.prices)
  const currency = prices[0]?.currency ?? null
  const amounts = prices.filter((price) => price.currency === currency).map((price) => price.amountMinor)
  return {
    currency,
    minPriceMinor: amounts.length > 0 ? Math.min(...amounts) : null,
    maxPriceMinor: amounts.length > 0 ? Math.max(...amounts) : null,
    variantCount: state.variants.length,
  }
}
