import type { WorldCustomer } from './people-types.ts'
import type { Random } from './random.ts'

const day = 86_400_000

const firstNames = ['Ada', 'Bao', 'Célia', 'Dmitri', 'Esi', 'Farid', 'Greta', 'Hiro', 'Inés', 'Jo', 'Kofi', 'Lena', 'Mateo', 'Noor', "O'Dell", 'Priya', 'Quinn', 'Rosa', 'Sven', 'Thuy', 'Uma', 'Viktor', 'Wren', 'Ximena', 'Yusuf', 'Zoë'] // biome-ignore format: a word list reads best as one
const lastNames = ['Abara', 'Birch', 'Castellano', 'Dufour', 'Eriksen', 'Fontaine', 'Grünwald', 'Hollow', 'Ibarra', 'Jansen', 'Kowal', 'Lindqvist', 'Marlow', 'Nakata', 'Okoro', 'Pemberton', 'Quill', 'Rivers', 'St. Clair', 'Tamm', 'Underwood', 'Vance-Ortiz', 'Whitlock', 'Yamane', 'Zephyr'] // biome-ignore format: as above
const streets = ['Alder', 'Bluff', 'Cypress', 'Dune', 'Elm', 'Fog', 'Garnet', 'Hill'] as const
const cities = [
  { city: 'Oakland', postalCode: '94607' },
  { city: 'San Rafael', postalCode: '94901' },
  { city: 'Vallejo', postalCode: '94590' },
] as const

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/**
 * Somebody who shops at a store. The number keeps e-mail addresses and telephone numbers apart; those are of the
 * ranges kept for examples (RFC 2606, 555 exchange).
 * @param asOf the newest that anything known of them can be, epoch ms
 */
export function drawCustomer(random: Random, number: number, asOf: number): WorldCustomer {
  const firstName = random.pick(firstNames)
  const lastName = random.pick(lastNames)
  const medical = random.chance(0.18)
  const createdAt = asOf - random.int(30 * day, 900 * day)
  const paper = (prefix: string, perhaps: number) =>
    random.chance(perhaps)
      ? {
          number: `${prefix}${random.int(1_000_000, 9_999_999)}`,
          state: 'CA',
          expiresOn: dayOf(asOf + random.int(-40, 900) * day),
        }
      : null
  return {
    id: random.uuid(),
    firstName,
    lastName,
    email: random.chance(0.82) ? `${mailName(firstName)}.${mailName(lastName)}${number}@example.test` : null,
    phone: random.chance(0.9) ? `${random.pick(['415', '510', '707'])}555${pad(number % 10_000)}` : null,
    bornOn: dayOf(asOf - random.int(22 * 365, 80 * 365) * day),
    type: medical ? 'medical' : 'adult',
    medicalCard: medical ? paper('M', 1) : null,
    license: paper('D', 0.6),
    address: random.chance(0.7)
      ? { street: `${random.int(1, 999)} ${random.pick(streets)} St`, state: 'CA', ...random.pick(cities) }
      : null,
    consent: { email: random.chance(0.5), sms: random.chance(0.3) },
    points: random.chance(0.6) ? random.int(0, 2500) : 0,
    status: random.chance(0.02) ? 'banned' : 'active',
    createdAt,
    updatedAt: createdAt + random.int(0, asOf - createdAt),
  }
}

const pad = (number: number) => String(number).padStart(4, '0')
const mailName = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
