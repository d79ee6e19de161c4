import { TRPCError } from '@trpc/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { may, type Permission, type Role, roles } from '#server/access/permissions.ts'
import { createOrganization, type TestPerson } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { createContext } from './context.ts'
import { appRouter } from './root.ts'

/** What a person may call before signing in. A procedure is here or carries a permission; nothing else passes. */
const publicPaths = ['invitation.accept', 'invitation.get']

type Procedure = {
  (call: {
    ctx: unknown
    path: string
    type: string
    getRawInput(): Promise<unknown>
    signal: undefined
    batchIndex: number
  }): Promise<unknown>
  _def: { type: 'query' | 'mutation' | 'subscription'; meta?: { permission?: Permission } }
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
const permitted = procedures.flatMap(([path, procedure]) => {
  const permission = procedure._def.meta?.permission
  return permission ? [{ path, procedure, permission }] : []
})

/** Calls without input: the permission is checked before the input, so a refusal never depends on it. */
async function call(path: string, procedure: Procedure, sessionId: string | null): Promise<string> {
  const ctx = await createContext({ sessionId, ip: '192.0.2.1', userAgent: 'test' })
  try {
    await procedure({
      ctx,
      path,
      type: procedure._def.type,
      getRawInput: async () => undefined,
      signal: undefined,
      batchIndex: 0,
    })
    return 'OK'
  } catch (error) {
    if (error instanceof TRPCError) return error.code
    throw error
  }
}

const people = new Map<Role, TestPerson>()

beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  for (const role of roles) people.set(role, await organization.addPerson(role))
})

function sessionOf(role: Role): string {
  const person = people.get(role)
  if (!person) throw new Error(`nobody is ${role}`)
  return person.sessionId
}

test('Every procedure carries a permission or is on the public list.', () => {
  const open = procedures.filter(([, procedure]) => !procedure._def.meta?.permission).map(([path]) => path)
  expect(open.sort()).toEqual(publicPaths)
})

test('Viewers change nothing but their own account, and staff beside it what is in the catalogue.', () => {
  const changing = permitted.filter(({ procedure }) => procedure._def.type === 'mutation')
  for (const role of ['viewer', 'staff'] as const) {
    const allowed = changing.filter(({ permission }) => may(role, permission)).map(({ path }) => path)
    const catalogue = role === 'staff' ? ['review.decide'] : []
    expect(allowed.filter((path) => !path.startsWith('me.'))).toEqual(catalogue)
  }
})

describe.each(permitted)('$path', ({ path, procedure, permission }) => {
  test.each(roles)('%s', async (role) => {
    const code = await call(path, procedure, sessionOf(role))
    if (may(role, permission)) expect(code).not.toMatch(/^(UNAUTHORIZED|FORBIDDEN|INTERNAL_SERVER_ERROR)$/)
    else expect(code).toBe('FORBIDDEN')
  })

  test('nobody', async () => {
    expect(await call(path, procedure, null)).toBe('UNAUTHORIZED')
  })
})

test('An ended session is worth nothing anywhere.', async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  const { sessionId } = await organization.addPerson('owner')
  await pool.query('UPDATE session SET ended_at = now() WHERE id = $1', [sessionId])
  for (const { path, procedure } of permitted) {
    expect(await call(path, procedure, sessionId), path).toBe('UNAUTHORIZED')
  }
})
