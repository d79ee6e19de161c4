import { drawLabs } from './labs.ts'
import { type NameParts, writeMenuTitle, writeName } from './names.ts'
import { bulkFlower, type Plan, plans, type Subplan } from './plans.ts'
import { createRandom, hash, type Random } from './random.ts'
import type { Barcode, Lean, Price, Size, WorldProduct } from './types.ts'
import { brands, effects, flavors, ingredients, strainFirst, strainSecond, tastes } from './vocabulary.ts'

export const day = 86_400_000

/** Where a product stands: everything about it follows from these alone. */
export type Place = { seed: number; store: string; index: number; epoch: number }

/** How the four slots of a block are shared out among families of sizes. */
const splits: readonly (readonly number[])[] = [[1, 1, 1, 1], [1, 1, 2], [1, 3], [2, 2], [4]]

/** Which family a slot belongs to and which of its sizes it is. */
function familyOf({ seed, store, index }: Place): { key: string; member: number } {
  const block = Math.floor(index / 4)
  const split = createRandom(hash(seed, store, block, 'split')).pick(splits)
  let slot = index % 4
  let part = 0
  for (const length of split) {
    if (slot < length) break
    slot -= length
    part++
  }
  return { key: `${block}.${part}`, member: slot }
}

const planWeight = plans.reduce((sum, plan) => sum + plan.weight, 0)

function drawPlan(random: Random): Plan {
  let left = random.next() * planWeight
  for (const plan of plans) {
    left -= plan.weight
    if (left < 0) return plan
  }
  return random.pick(plans)
}

function drawLean(random: Random): Lean {
  const roll = random.next()
  if (roll < 0.42) return 'hybrid'
  if (roll < 0.64) return 'indica'
  if (roll < 0.82) return 'sativa'
  if (roll < 0.9) return 'indica-hybrid'
  return roll < 0.97 ? 'sativa-hybrid' : 'cbd'
}

function drawFamily(random: Random) {
  const plan = drawPlan(random)
  const loose = plan.category === 'flower' && random.chance(0.12)
  const subplan: Subplan = loose ? bulkFlower : random.pick(plan.subplans)
  const brand = random.chance(plan.category === 'service' ? 0 : 0.93) ? random.pick(brands) : null
  const first = random.pick(strainFirst)
  const second = random.pick(strainSecond)
  const crossed = random.chance(0.08) ? ` x ${random.pick(strainFirst)} ${random.pick(strainSecond)}` : ''
  const strain = plan.namedAfter === 'strain' ? `${first} ${second}${crossed}` : null
  const title = plan.namedAfter === 'flavor' ? random.pick(flavors) : strain
  const leaning = plan.namedAfter === 'strain' || (plan.namedAfter === 'flavor' && random.chance(0.4))
  return {
    id: random.uuid(),
    plan,
    subplan,
    brand,
    title,
    strain,
    loose,
    lean: leaning ? drawLean(random) : null,
    form: random.pick(subplan.words),
    priceFactor: 0.7 + random.next() * 0.8,
    effects: leaning && random.chance(0.7) ? random.sample(effects, random.int(1, 3)) : [],
    flavors: random.chance(0.5) ? random.sample(tastes, random.int(1, 3)) : [],
    ingredients: plan.namedAfter === 'flavor' ? random.sample(ingredients, random.int(3, 6)) : [],
    picture: random.chance(0.85) ? `${plan.category}-${random.int(0, 35)}` : null,
    described: random.next(),
  }
}

type Family = ReturnType<typeof drawFamily>

function priceOf(random: Random, family: Family, size: Size): Price {
  // Retail prices end in .00, .50 or .99.
  const dollars = Math.max(1, Math.round((size.priceMinor * family.priceFactor) / 100))
  const minor = dollars * 100 + random.pick([0, 0, 0, 50, -1])
  if (!family.loose) return random.chance(0.006) ? { kind: 'unset' } : { kind: 'flat', minor }
  const steps = [1, 3.5, 7, 14, 28].map((fromGrams, step) => ({
    fromGrams,
    perGramMinor: Math.round(minor * (1 - step * 0.07)),
  }))
  return { kind: 'tier', name: `Deli ${random.pick(['House', 'Select', 'Top Shelf'])} ${dollars}`, steps }
}

function drawBarcodes(random: Random, updatedAt: number): Barcode[] {
  const count = random.pick([0, 1, 1, 1, 2])
  return Array.from({ length: count }, (_, i) => {
    const origin = i === 0 ? random.pick(['generated', 'own', 'catalog'] as const) : 'own'
    const code =
      origin === 'generated'
        ? random
            .int(36 ** 4, 36 ** 5 - 1)
            .toString(36)
            .toUpperCase()
        : String(8e11 + random.int(0, 1e9))
    return { code, origin, createdAt: updatedAt - random.int(1, 200) * day }
  })
}

function writeDescription(family: Family): string | null {
  if (family.described < 0.25) return null
  const what = family.title ?? family.form
  const mood =
    family.effects.length > 0 ? ` Expect to feel ${family.effects.join(' and ').toLowerCase()}.` : ''
  const text = `${what} from ${family.brand?.name ?? 'our own shelf'}: ${family.form.toLowerCase()} made in small lots.${mood} Keep cool & dry.`
  return family.described < 0.4 ? `<p>${text.replace('&', '&amp;')}</p>` : text
}

/** The product at a place as the store's catalogue first had it. Pure; about 20 µs. */
export function drawProduct(place: Place): WorldProduct {
  const { seed, store, index, epoch } = place
  const { key, member } = familyOf(place)
  const family = drawFamily(createRandom(hash(seed, store, key, 'family')))
  const random = createRandom(hash(seed, store, index, 'product'))
  const { sizes } = family.subplan
  const size = sizes[member % sizes.length] ?? random.pick(sizes)
  const id = random.uuid()
  const updatedAt = epoch - random.int(1, 400) * day - random.int(0, day)
  const brand =
    family.brand === null
      ? null
      : random.chance(0.85)
        ? family.brand.name
        : random.pick(family.brand.spellings)
  const parts: NameParts = {
    brand,
    initials: family.brand?.initials ?? 'HSE',
    title: family.title,
    form: family.form,
    size,
    lean: family.lean,
  }
  const labs = random.chance(0.8) ? drawLabs(random, family.plan.category, size) : []
  return {
    id,
    familyId: family.id,
    name: writeName(random, hash(seed, parts.initials, 'style'), parts),
    menuTitle: random.chance(0.7) ? writeMenuTitle(parts) : null,
    brand: random.chance(0.95) ? brand : null,
    category: family.plan.category,
    subcategory: random.chance(0.92) ? family.subplan.name : null,
    strain: random.chance(0.6) ? family.strain : null,
    lean: family.lean,
    size,
    price: priceOf(random, family, size),
    effects: family.effects,
    flavors: family.flavors,
    ingredients: family.ingredients,
    tags: family.strain !== null && random.chance(0.3) ? ['Strain Specific'] : [],
    internalTags: random.chance(0.1) ? [random.pick(['Clearance', 'Staff Pick', 'New Drop'])] : [],
    images: family.picture === null ? [] : [family.picture],
    barcodes: drawBarcodes(random, updatedAt),
    description: writeDescription(family),
    labs,
    cbdMg: labs.find((lab) => lab.analyte === 'CBD' && lab.unit === 'mg')?.min ?? 0,
    minimumVisible: random.chance(0.15) ? random.int(1, 5) : 0,
    updatedAt,
    ...drawState(place),
  }
}

/** Status alone, cheaper than the whole product: lists filter by it. */
export function drawState({
  seed,
  store,
  index,
}: Place): Pick<WorldProduct, 'status' | 'hidden'> & { stocked: boolean } {
  const random = createRandom(hash(seed, store, index, 'state'))
  const deactivated = random.chance(0.07)
  return {
    status: deactivated ? 'deactivated' : 'active',
    hidden: random.chance(0.04),
    stocked: random.chance(deactivated ? 0.5 : 0.94),
  }
}
