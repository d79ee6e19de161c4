import { beforeEach, describe, expect, test } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { newId } from '#server/lib/ids.ts'
import { callerFor } from '../../testing.ts'

let organization: Awaited<ReturnType<typeof createOrganization>>
let here = ''
let there = ''
beforeEach(async () => {
  organization = await createOrganization(pool, { stores: 2 })
  here = organization.storeIds[0] ?? ''
  there = organization.storeIds[1] ?? ''
})

const tokenOf = (link: string) => link.replace('/invite/', '')
const password = 'seven quiet rivers'

describe('Inviting', () => {
  test('A link makes a member with the role and stores of the invitation, once.', async () => {
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const email = `${newId()}@Example.com`
    const { link } = await owner.members.invite({ email, role: 'staff', storeIds: [here] })
    const anybody = await callerFor(null)
    const token = tokenOf(link)

    expect(await anybody.invitation.get({ token })).toMatchObject({
      email: email.toLowerCase(),
      role: 'staff',
    })
    await anybody.invitation.accept({ token, name: 'Ana Ruiz', password })

    const members = await owner.members.list()
    expect(members.find((member) => member.email === email.toLowerCase())).toMatchObject({
      name: 'Ana Ruiz',
      role: 'staff',
      storeIds: [here],
      activeSessions: 0,
    })
    expect(await owner.members.invitations()).toEqual([])
    await expect(anybody.invitation.accept({ token, name: 'Somebody', password })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('Two people with one link do not both get in.', async () => {
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const { link } = await owner.members.invite({
      email: `${newId()}@example.com`,
      role: 'viewer',
      storeIds: null,
    })
    const anybody = await callerFor(null)
    const accept = () => anybody.invitation.accept({ token: tokenOf(link), name: 'Ana Ruiz', password })
    const outcomes = await Promise.allSettled([accept(), accept()])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('A withdrawn, a replaced and an old link are worthless.', async () => {
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const invite = (email: string) => owner.members.invite({ email, role: 'viewer', storeIds: null })
    const withdrawn = await invite(`${newId()}@example.com`)
    await owner.members.revokeInvitation({ id: withdrawn.id })
    const email = `${newId()}@example.com`
    const replaced = await invite(email)
    await invite(email)
    const old = await invite(`${newId()}@example.com`)
    await pool.query('UPDATE invitation SET expires_at = now() WHERE id = $1', [old.id])

    const anybody = await callerFor(null)
    for (const { link } of [withdrawn, replaced, old]) {
      await expect(anybody.invitation.get({ token: tokenOf(link) })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    }
  })

  test('A weak password is refused on its field and does not use up the link.', async () => {
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const { link } = await owner.members.invite({
      email: `${newId()}@example.com`,
      role: 'viewer',
      storeIds: null,
    })
    const anybody = await callerFor(null)
    const accept = (typed: string) =>
      anybody.invitation.accept({ token: tokenOf(link), name: 'Ana Ruiz', password: typed })
    await expect(accept('password1')).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { field: 'password' },
    })
    await expect(accept(password)).resolves.toBeDefined()
  })

  test('An account of another organisation is not taken over by an invitation.', async () => {
    const other = await createOrganization(pool, { stores: 1 })
    const stranger = await other.addPerson('owner')
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const { link } = await owner.members.invite({ email: stranger.email, role: 'viewer', storeIds: null })
    const anybody = await callerFor(null)
    await expect(
      anybody.invitation.accept({ token: tokenOf(link), name: 'Mallory', password }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await (await callerFor(stranger.sessionId)).me.get()).toMatchObject({
      user: { name: 'The owner' },
    })
  })

  test('A member who was removed can be invited again.', async () => {
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const person = await organization.addPerson('staff')
    await owner.members.remove({ id: person.membershipId })
    const { link } = await owner.members.invite({ email: person.email, role: 'ops', storeIds: null })
    await (await callerFor(null)).invitation.accept({ token: tokenOf(link), name: 'Back Again', password })
    expect((await owner.members.list()).find((member) => member.userId === person.userId)?.role).toBe('ops')
    await expect((await callerFor(person.sessionId)).me.get()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})

describe('Who may do what to whom', () => {
  test('An admin makes no owner and touches none.', async () => {
    const owner = await organization.addPerson('owner')
    const staff = await organization.addPerson('staff')
    const admin = await callerFor((await organization.addPerson('admin')).sessionId)
    const refused = { code: 'FORBIDDEN' }
    await expect(
      admin.members.invite({ email: 'new@example.com', role: 'owner', storeIds: null }),
    ).rejects.toMatchObject(refused)
    await expect(
      admin.members.changeRole({ id: staff.membershipId, role: 'owner', storeIds: null }),
    ).rejects.toMatchObject(refused)
    await expect(
      admin.members.changeRole({ id: owner.membershipId, role: 'viewer', storeIds: null }),
    ).rejects.toMatchObject(refused)
    await expect(admin.members.endSessions({ id: owner.membershipId })).rejects.toMatchObject(refused)
    await expect(admin.members.remove({ id: owner.membershipId })).rejects.toMatchObject(refused)
  })

  test('An admin of one store gives away and touches that store only.', async () => {
    const admin = await callerFor((await organization.addPerson('admin', { storeIds: [here] })).sessionId)
    const neighbour = await organization.addPerson('staff', { storeIds: [there] })
    const colleague = await organization.addPerson('staff', { storeIds: [here] })
    const roamer = await organization.addPerson('staff')
    const refused = { code: 'FORBIDDEN' }
    for (const storeIds of [null, [there], [here, there]]) {
      await expect(
        admin.members.invite({ email: 'new@example.com', role: 'staff', storeIds }),
      ).rejects.toMatchObject(refused)
      await expect(
        admin.members.changeRole({ id: colleague.membershipId, role: 'staff', storeIds }),
      ).rejects.toMatchObject(refused)
    }
    await expect(admin.members.remove({ id: neighbour.membershipId })).rejects.toMatchObject(refused)
    await expect(admin.members.remove({ id: roamer.membershipId })).rejects.toMatchObject(refused)
    const visible = (await admin.members.list()).map((member) => member.userId)
    expect(visible).toContain(colleague.userId)
    expect(visible).not.toContain(neighbour.userId)
    await admin.members.changeRole({ id: colleague.membershipId, role: 'viewer', storeIds: [here] })
  })

  test('The last owner of every store stays, also when two demote each other at once.', async () => {
    const first = await organization.addPerson('owner')
    const refused = { code: 'CONFLICT' }
    const one = await callerFor(first.sessionId)
    await expect(one.members.remove({ id: first.membershipId })).rejects.toMatchObject(refused)
    await expect(
      one.members.changeRole({ id: first.membershipId, role: 'owner', storeIds: [here] }),
    ).rejects.toMatchObject(refused)

    const second = await organization.addPerson('owner')
    const two = await callerFor(second.sessionId)
    const outcomes = await Promise.allSettled([
      one.members.changeRole({ id: second.membershipId, role: 'admin', storeIds: null }),
      two.members.changeRole({ id: first.membershipId, role: 'admin', storeIds: null }),
    ])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('A changed role, ended sessions and a removal count from the next request on.', async () => {
    const owner = await callerFor((await organization.addPerson('owner')).sessionId)
    const admin = await organization.addPerson('admin')
    await owner.members.changeRole({ id: admin.membershipId, role: 'viewer', storeIds: null })
    await expect((await callerFor(admin.sessionId)).members.list()).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await owner.members.endSessions({ id: admin.membershipId })).toEqual({ ended: 1 })
    await expect((await callerFor(admin.sessionId)).me.get()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})

test('Ids of another organisation are not found, and nothing of it changes.', async () => {
  const other = await createOrganization(pool, { stores: 1 })
  const [foreignStore = ''] = other.storeIds
  const foreignOwner = await other.addPerson('owner')
  const foreign = await callerFor(foreignOwner.sessionId)
  const stranger = await other.addPerson('staff')
  const invitation = await foreign.members.invite({
    email: `${newId()}@example.com`,
    role: 'viewer',
    storeIds: null,
  })
  const mine = await organization.addPerson('staff')
  const owner = await callerFor((await organization.addPerson('owner')).sessionId)

  const calls = [
    () => owner.members.changeRole({ id: stranger.membershipId, role: 'viewer', storeIds: null }),
    () => owner.members.changeRole({ id: mine.membershipId, role: 'viewer', storeIds: [foreignStore] }),
    () => owner.members.invite({ email: 'new@example.com', role: 'viewer', storeIds: [foreignStore] }),
    () => owner.members.endSessions({ id: stranger.membershipId }),
    () => owner.members.remove({ id: stranger.membershipId }),
    () => owner.members.revokeInvitation({ id: invitation.id }),
    () => owner.me.endSession({ id: stranger.sessionId }),
  ]
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await foreign.members.list()).toHaveLength(2)
  expect(await foreign.members.invitations()).toHaveLength(1)
  expect((await (await callerFor(stranger.sessionId)).me.get()).role).toBe('staff')
})
