import { createRandom, hash } from '../world/random.ts'
import type { LabValue, Lean, WorldProduct } from '../world/types.ts'
import { companyId, isLoose, numberOf } from './dialect.ts'

type Kind = 'SingleSelect' | 'Float' | 'TextSingleLine'

/** One tenant's words; another has its own. */
const groups = {
  Details: createRandom(hash('Details')).uuid(),
  'Additional Details': createRandom(hash('Additional Details')).uuid(),
  'Online Menu': createRandom(hash('Online Menu')).uuid(),
}

const species: Record<Lean, string> = {
  sativa: 'Sativa',
  indica: 'Indica',
  hybrid: 'Hybrid',
  'indica-hybrid': 'Indica Dominant',
  'sativa-hybrid': 'Sativa Dominant',
  cbd: 'CBD',
}

function specification(
  group: keyof typeof groups,
  name: string,
  value: string | number | null,
  type: Kind = 'TextSingleLine',
  unit = '',
) {
  if (value === null || value === '') return []
  return [
    {
      FieldGroupId: groups[group],
      FieldGroup: group,
      FieldId: numberOf('field', name),
      FieldName: `${name} ${companyId}`,
      StringId: `${name} ${companyId}`,
      DisplayName: name,
      Value: String(value),
      Type: type,
      Unit: unit,
    },
  ]
}

/** Small things are weighed in milligrams, and what is swallowed says its dose there. */
function weight(product: WorldProduct) {
  const { size } = product
  if (size.unit === 'each' || isLoose(product)) return []
  const inMilligrams = size.unit === 'g' && size.amount < 1
  const [value, unit] = inMilligrams ? [Math.round(size.amount * 1000), 'mg'] : [size.amount, size.unit]
  return specification('Details', 'Net Weight', value, 'Float', unit)
}

function laboratory({ analyte, unit, min, max }: LabValue) {
  if (!/^(THC|CBD)A?$/.test(analyte)) return []
  const sign = unit === 'mg' ? 'mg' : '%'
  if (min === max) return specification('Additional Details', analyte, min, 'Float', sign)
  return [
    ...specification('Additional Details', `${analyte} Min`, min, 'Float', sign),
    ...specification('Additional Details', `${analyte} Max`, max, 'Float', sign),
  ]
}

/** Empty fields are not sent. */
export function specificationsOf(product: WorldProduct) {
  const { lean, size, labs, brand, menuTitle, tags, effects, ingredients, flavors } = product
  const terpenes = labs.map(({ analyte }) => analyte).filter((analyte) => !/^(THC|CBD)A?$/.test(analyte))
  return [
    ...specification('Details', 'Equivalent To', size.flowerGrams || null, 'Float', 'g'),
    ...specification('Details', 'Strain', lean && species[lean]),
    ...weight(product),
    ...specification('Additional Details', 'Brands', brand),
    ...labs.flatMap(laboratory),
    ...specification('Additional Details', 'Terpenes', terpenes.join(', ')),
    ...specification('Additional Details', 'Effects', effects.join(', ')),
    ...specification('Additional Details', 'Flavours', flavors.join(', ')),
    ...specification('Additional Details', 'Ingredients', ingredients.join(', ')),
    ...specification('Additional Details', 'Tags', tags.join(', ')),
    ...specification('Online Menu', 'Online Menu Name', menuTitle),
    ...specification('Online Menu', 'Online Menu Brand', brand),
  ]
}
