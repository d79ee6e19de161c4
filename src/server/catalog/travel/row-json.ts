/**
 * SQL: rows as JSON that gives the same rows back through `jsonb_populate_record`. Decimals are text on the way, because
 * JavaScript's numbers hold fewer digits.
 */
const exact = (alias: string, decimals: string[]) =>
  `to_jsonb(${alias}) || jsonb_build_object(${decimals.map((name) => `'${name}', ${alias}.${name}::text`).join(', ')})`

export const levelJson = (alias: string) => exact(alias, ['quantity'])
export const batchJson = (alias: string) => exact(alias, ['quantity', 'reserved'])
export const productJson = (alias: string) => exact(alias, ['quantity'])

/** With its prices in order, without their ids: they are made anew with every change. */
export const variantJson = (alias: string) => `
  ${exact(alias, ['weight', 'min_weight', 'weight_step', 'low_stock_at'])} || jsonb_build_object('prices', (
    SELECT coalesce(jsonb_agg(${exact('r', ['min_quantity'])} - 'id' ORDER BY r.position, r.id), '[]')
      FROM price r WHERE r.variant_id = ${alias}.id))`
