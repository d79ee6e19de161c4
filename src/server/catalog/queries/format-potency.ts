import type { Potency } from '#server/model/product.ts'

/** Content of one analyte for a list: "22.4 %", "18–22 %", "100 mg"; null when the POS says nothing of it. */
export function formatPotency(potency: readonly Potency[], analyte: string): string | null {
  const found = potency.find((entry) => entry.analyte.toLowerCase() === analyte)
  if (!found) return null
  const range = found.min === found.max ? found.max : `${found.min}–${found.max}`
  return `${range} ${found.unit}`
}
