/** `npm run organization:new -- "Name" you@example.com`: an organisation, and a link by which its first owner joins. */
import { z } from 'zod'
import { env } from '#env'
import { foundOrganization } from '#server/access/members/found-organization.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'

const [name = '', email = ''] = process.argv.slice(2)
const input = z
  .object({ name: z.string().trim().min(1).max(200), email: z.email().toLowerCase() })
  .safeParse({ name, email })
if (!input.success) {
  console.error(
    'Give the organisation’s name and its first owner’s e-mail: npm run organization:new -- "Name" you@example.com',
  )
  process.exit(1)
}
try {
  const { link } = await inTransaction((tx) => foundOrganization(tx, { ...input.data, now: new Date() }))
  console.log(`Open this link within a week to set a password. It is shown only now:\n${env.APP_URL}${link}`)
  process.exit()
} catch (error) {
  console.error(
    error instanceof AppError ? error.message : `It could not be made: ${(error as Error).message}`,
  )
  process.exit(1)
}
