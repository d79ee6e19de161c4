import { hashPassword } from '#server/access/password.ts'
import { connectDemoStore } from '#server/connections/connect-demo-store.ts'
import { prisma } from '#server/db/prisma.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { enqueueRun } from '#server/jobs/enqueue.ts'
import { newId } from '#server/lib/ids.ts'
import { demoConnection, demoOrganization, demoPassword, demoPeople, demoStores } from './demo-data.ts'

/**
 * Makes the demo organisation with its stores and people in the database of `#env`, all or nothing, then connects
 * its first store. Once it is there it is left alone, whatever people have done to it since.
 * @param simulatorsUrl where the connection leads; undefined: connect nothing
 */
export async function seedDemo(simulatorsUrl: string | undefined): Promise<void> {
  const existing = await prisma.organization.findFirst({ where: { name: demoOrganization } })
  if (existing) return
  const people = await Promise.all(
    demoPeople.map(async ({ email, name, role }) => ({
      id: newId(),
      role,
      user: { create: { id: newId(), email, name, passwordHash: await hashPassword(demoPassword(role)) } },
    })),
  )
  const organization = await prisma.organization.create({
    data: {
      id: newId(),
      name: demoOrganization,
      stores: { create: demoStores.map((store) => ({ id: newId(), ...store })) },
      memberships: { create: people },
    },
    include: { stores: true, memberships: true },
  })
  const store = organization.stores.find(({ name }) => name === demoConnection.name)
  const owner = organization.memberships.find(({ role }) => role === 'owner')
  if (simulatorsUrl === undefined || !store || !owner) return
  const actor = { userId: owner.userId, scope: { organizationId: organization.id, storeIds: null } }
  const parts = { enqueue: enqueueRun, simulatorsUrl, now: new Date(), random: Math.random() }
  await inTransaction((tx) => connectDemoStore(tx, actor, { ...demoConnection, storeId: store.id }, parts))
}
