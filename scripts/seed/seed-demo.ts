import { hashPassword } from '#server/access/password.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { demoOrganization, demoPassword, demoPeople, demoStores } from './demo-data.ts'

/**
 * Makes the demo organisation with its stores and people in the database of `#env`, all or nothing.
 * Once it is there it is left alone, whatever people have done to it since.
 */
export async function seedDemo(): Promise<void> {
  const { rowCount } = await pool.query('SELECT FROM organization WHERE name = $1', [demoOrganization])
  if (rowCount !== 0) return
  const people = await Promise.all(
    demoPeople.map(async (person) => ({ ...person, hash: await hashPassword(demoPassword(person.role)) })),
  )
  await inTransaction(async (tx) => {
    const organizationId = newId()
    await tx.query('INSERT INTO organization (id, name) VALUES ($1, $2)', [organizationId, demoOrganization])
    for (const store of demoStores) {
      await tx.query(
        `INSERT INTO store (id, organization_id, name, address, time_zone, opening_hours, jurisdiction, customer_types)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          newId(),
          organizationId,
          store.name,
          store.address,
          store.timeZone,
          store.openingHours,
          store.jurisdiction,
          store.customerTypes,
        ],
      )
    }
    for (const { email, name, role, hash } of people) {
      const userId = newId()
      await tx.query('INSERT INTO user_account (id, email, name, password_hash) VALUES ($1, $2, $3, $4)', [
        userId,
        email,
        name,
        hash,
      ])
      await tx.query('INSERT INTO membership (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)', [
        newId(),
        organizationId,
        userId,
        role,
      ])
    }
  })
}
