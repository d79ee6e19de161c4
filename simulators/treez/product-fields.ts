import type { Reply, SimRequest } from '../kit/http.ts'
import { plans } from '../world/plans.ts'
import { categoryTypes, classifications, upper } from './dialect.ts'
import { success } from './envelope.ts'
import { readCategoryType } from './query.ts'

/** What may be filled in for each category. */
export function listProductFields({ query }: SimRequest): Reply {
  const wanted = readCategoryType(query, 'category_type')
  const fields = plans
    .filter((plan) => wanted === null || categoryTypes[plan.category] === wanted)
    .map((plan) => ({
      category_type: categoryTypes[plan.category],
      subtypes: plan.subplans.map((subplan) => upper(subplan.name)),
      classifications: Object.values(classifications),
      uoms: ['GRAMS', 'MILLIGRAMS', 'MILLILITERS'],
    }))
  return success({ product_fields: fields })
}
