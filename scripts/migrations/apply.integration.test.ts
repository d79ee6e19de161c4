import { expect, it, onTestFinished } from 'vitest'
import { createTestDatabase } from '#server/db/testing.ts'
import { newId } from '#server/lib/ids.ts'
import { applyMigrations } from './apply.ts'
import { readMigrations } from './files.ts'

it('finds nothing to do on a database that has every migration', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  expect(await applyMigrations(database.url)).toEqual([])
})

it('tries a failed migration again once its cause is gone, from where it started', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const all = (await readMigrations()).map(({ name }) => name)
  const people = all.findIndex((name) => name.endsWith('_people'))
  // An empty database but for the name that one of the migrations gives to a table.
  await database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE SEQUENCE person_key')
  await expect(applyMigrations(database.url)).rejects.toThrow(/"person_key" already exists/)
  await database.pool.query('DROP SEQUENCE person_key')
  expect(await applyMigrations(database.url)).toEqual(all.slice(people))
})

it('refuses a database whose migrations were edited afterwards, naming the migration', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  await database.pool.query(
    "UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name LIKE '%_init'",
  )
  await expect(applyMigrations(database.url)).rejects.toThrow(/_init was changed/)
})

it('takes what an older installation holds along: schedules, runs under way and events', async () => {
  const { url, pool, drop } = await createTestDatabase()
  onTestFinished(drop)
  // The name of a table of the first migration that changes what is there holds the database as it was before that.
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE SEQUENCE sync_schedule')
  await expect(applyMigrations(url)).rejects.toThrow(/"sync_schedule" already exists/)
  const [organizationId, storeId, active, paused, draft, byHand] = Array.from({ length: 6 }, newId)
  const soon = new Date(Date.now() + 600_000)
  await pool.query(`INSERT INTO organization (id, name) VALUES ($1, 'Old')`, [organizationId])
  await pool.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction) VALUES ($1, $2, 'Old', 'America/Denver', 'US-CO')`,
    [storeId, organizationId],
  )
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, schedule, next_sync_at, updated_at)
     SELECT id, $1, $2, 'any', status, status, 'any', schedule::jsonb, due, now()
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) AS i(id, status, schedule, due)`,
    [
      organizationId,
      storeId,
      [active, paused, draft, byHand],
      ['active', 'paused', 'draft', 'active'],
      [
        '{"everyMinutes": 15, "entities": ["inventory", "products"]}',
        '{"everyMinutes": 2, "entities": ["orders"]}',
        '{"everyMinutes": 15, "entities": ["products"]}',
        '{"entities": ["products"]}',
      ],
      [soon, null, null, null],
    ],
  )
  const [waiting, running] = [newId(), newId()]
  await pool.query(
    `INSERT INTO sync_run (id, organization_id, connection_id, mode, trigger, status)
     VALUES ($1, $3, $4, 'full', 'first', 'queued'), ($2, $3, $5, 'full', 'first', 'running')`,
    [waiting, running, organizationId, active, byHand],
  )
  await pool.query(
    `INSERT INTO event (id, organization_id, stream, version, type, data, occurred_at)
     VALUES ($1, $3, 'product:old', 1, 'product.created', '{}', '2026-01-15'),
            ($2, $3, 'product:old', 2, 'product.changed', '{}', '2026-03-15')`,
    [newId(), newId(), organizationId],
  )
  await pool.query('DROP SEQUENCE sync_schedule')
  await applyMigrations(url)

  const connections = await pool.query('SELECT entities FROM connection ORDER BY id')
  expect(connections.rows.map(({ entities }) => entities)).toEqual([
    ['products', 'inventory'],
    ['orders'],
    ['products'],
    ['products'],
  ])
  const schedules = await pool.query(
    `SELECT s.connection_id AS of, s.entity, s.mode, s.rule, s.jitter_seconds AS jitter, s.next_fire_at AS due,
            to_char(s.next_slot_at AT TIME ZONE 'America/Denver', 'HH24:MI') AS slot
       FROM sync_schedule s ORDER BY s.mode DESC, s.connection_id, s.entity`,
  )
  const often = (of: string | undefined, entity: string, minutes: number, jitter: number) => {
    const rule = { everyMinutes: minutes }
    return { of, entity, mode: 'incremental', rule, jitter, due: of === active ? soon : expect.any(Date) }
  }
  const nightly = (of: string | undefined, entity: string) => {
    const rule = { window: { from: '02:00', to: '05:00' } }
    return { of, entity, mode: 'full', rule, slot: '02:00' }
  }
  expect(schedules.rows).toMatchObject([
    often(active, 'inventory', 15, 90),
    often(active, 'products', 15, 90),
    often(paused, 'orders', 5, 30),
    nightly(active, 'inventory'),
    nightly(active, 'products'),
    nightly(paused, 'orders'),
  ])
  const runs = await pool.query(
    `SELECT r.id, r.status, array_agg(c.entity ORDER BY c.entity) AS claims
       FROM sync_run r JOIN sync_claim c ON c.run_id = r.id GROUP BY r.id ORDER BY r.id`,
  )
  const claims = ['batches', 'customers', 'inventory', 'orders', 'products']
  expect(runs.rows).toEqual([
    { id: waiting, status: 'planned', claims },
    { id: running, status: 'running', claims },
  ])
  const events = await pool.query(
    'SELECT version, tableoid::regclass::text AS lies FROM event ORDER BY version',
  )
  expect(events.rows).toEqual([
    { version: 1, lies: 'event_2026_01' },
    { version: 2, lies: 'event_2026_03' },
  ])
  expect((await pool.query('SELECT stream, version FROM event_stream')).rows).toEqual([
    { stream: 'product:old', version: 2 },
  ])
})
