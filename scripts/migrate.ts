/** `npm run migrate`: brings the database at DATABASE_URL up to date. Safe to repeat and to run from several places. */
import { applyMigrations } from './migrations/apply.ts'

const url = process.env['DATABASE_URL']
if (!url) {
  console.error('Set DATABASE_URL to the database to migrate. (npm start migrates its own by itself.)')
  process.exit(1)
}
const applied = await applyMigrations(url)
console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
