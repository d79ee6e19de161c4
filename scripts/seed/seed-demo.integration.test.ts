import { expect, it } from 'vitest'
import { verifyPassword } from '#server/access/password.ts'
import { prisma } from '#server/db/prisma.ts'
import { demoPassword } from './demo-data.ts'
import { seedDemo } from './seed-demo.ts'

it('makes the demo once, lets its people in, and leaves alone what they changed', async () => {
  await seedDemo(undefined)
  const owner = await prisma.user.findUniqueOrThrow({ where: { email: 'owner@demo.cairn.test' } })
  expect(await verifyPassword(owner.passwordHash, demoPassword('owner'))).toBe(true)

  await prisma.store.deleteMany({ where: { name: 'Mission' } })
  await seedDemo(undefined)
  expect(await prisma.organization.count()).toBe(1)
  expect((await prisma.store.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)).toEqual([
    'Harbor',
    'Pine Street',
  ])
})

it('connects the first store to the simulator and queues its first sync', async () => {
  await prisma.organization.deleteMany()
  await prisma.user.deleteMany()
  await seedDemo('http://127.0.0.1:4010')
  const connection = await prisma.connection.findFirstOrThrow({ include: { store: true, runs: true } })
  expect(connection).toMatchObject({
    status: 'active',
    endpoint: 'simulator',
    store: { name: 'Pine Street' },
  })
  expect(connection.runs).toMatchObject([{ status: 'planned', trigger: 'first' }])
})
