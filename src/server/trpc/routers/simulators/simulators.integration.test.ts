import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { startTestSimulators } from '../../testing-simulators.ts'

const simulators = await startTestSimulators(20)
// Read when `#env` is first imported, which is below.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { callerFor } = await import('../../testing.ts')

let api: Awaited<ReturnType<typeof callerFor>>
const { vendor, storeKey } = simulators

beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  api = await callerFor((await organization.addPerson('ops')).sessionId)
})

afterAll(async () => {
  await pool.end()
})

it('lists the simulators with what they hold and how to sign in', async () => {
  const [first] = await api.simulators.list()
  expect(first).toMatchObject({ vendor, signIn: simulators.signIn })
  expect(first?.stores[0]).toMatchObject({ key: storeKey, products: 20 })
  expect(await api.vendors.list()).toMatchObject({ simulatorAvailable: true })
})

it('sets faults until they are set again, and refuses a share above one', async () => {
  const [before] = await api.simulators.list()
  if (!before) throw new Error('there is no simulator')
  const faults = { ...before.faults, serverErrorRate: 0.5 }
  expect(await api.simulators.setFaults({ vendor, faults })).toEqual(faults)
  expect((await api.simulators.list())[0]?.faults).toEqual(faults)
  await expect(api.simulators.setFaults({ vendor, faults: { ...faults, cutRate: 2 } })).rejects.toMatchObject(
    { code: 'BAD_REQUEST' },
  )
  await api.simulators.setFaults({ vendor, faults: before.faults })
})

it('changes a product and says which', async () => {
  const change = await api.simulators.change({ vendor, storeKey })
  expect(change.after).not.toBe(change.before)
  await expect(api.simulators.change({ vendor, storeKey: 'nowhere' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('shows what was called', async () => {
  await fetch(`${simulators.url}/${vendor}/anything`)
  const [newest] = await api.simulators.log({ vendor })
  expect(newest).toMatchObject({ method: 'GET', path: '/anything' })
  expect(newest?.at).toBeInstanceOf(Date)
})

it('tells at an address somebody typed in, tries it, and goes wrong as told', async () => {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.headers['authorization'] ?? '')
    request.resume().on('end', () => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`
  const line = { vendor, storeKey, address, secret: 'typed-by-hand' }
  const topics = await api.simulators.subscribe(line)
  expect(topics.length).toBeGreaterThan(0)
  await expect(api.simulators.subscribe({ ...line, address: 'ftp://nowhere.test' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await api.simulators.tryLines({ vendor, storeKey })).toEqual({ lines: 1 })
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['Bearer typed-by-hand'])

  const [before] = await api.simulators.list()
  if (!before?.notices) throw new Error('it sends no notices')
  expect(before.notices).toMatchObject({ subscriptions: topics.length, failed: 0 })
  const faults = { ...before.notices.faults, dropRate: 1 }
  expect(await api.simulators.setNoticeFaults({ vendor, faults })).toEqual(faults)
  await api.simulators.setNoticeFaults({ vendor, faults: before.notices.faults })
  await new Promise((resolve) => server.close(resolve))
})

it('starts over when it is reset', async () => {
  await api.simulators.reset({ vendor })
  expect((await api.simulators.list())[0]).toMatchObject({ requests: 0, notices: { subscriptions: 0 } })
})

it('says so when the simulators do not answer', async () => {
  await simulators.close()
  await expect(api.simulators.list()).rejects.toMatchObject({ code: 'CONFLICT' })
})
