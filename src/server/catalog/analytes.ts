import { Decimal } from 'decimal.js'
import type { Potency } from '../model/product.ts'

/** Names of one substance, as laboratories and POS write them. */
const synonyms: Record<string, string[]> = {
  thc: ['thc_d9', 'd9_thc', 'delta_9_thc', 'delta9_thc', 'delta_9_tetrahydrocannabinol'],
  thca: ['thc_a', 'thca_a'],
  cbda: ['cbd_a'],
  caryophyllene: ['beta_caryophyllene', 'betacaryophyllene', 'b_caryophyllene'],
  myrcene: ['beta_myrcene', 'betamyrcene', 'b_myrcene'],
  alpha_pinene: ['a_pinene', 'alphapinene'],
  beta_pinene: ['b_pinene', 'betapinene'],
  nerolidol: ['trans_nerolidol', 'trans_neridal'],
}

const canonicalName = new Map(
  Object.entries(synonyms).flatMap(([name, others]) => others.map((other) => [other, name] as const)),
)

/** Potency with one name a substance; ranges of the same substance and unit become the one that holds both. */
export function canonicalPotency(potency: Potency[]): Potency[] {
  const found = new Map<string, Potency>()
  for (const each of potency) {
    const analyte = canonicalName.get(each.analyte) ?? each.analyte
    const key = `${analyte} ${each.unit}`
    const known = found.get(key) ?? each
    found.set(key, {
      analyte,
      unit: each.unit,
      min: Decimal.min(known.min, each.min).toFixed(),
      max: Decimal.max(known.max, each.max).toFixed(),
    })
  }
  return [...found.values()]
}
