import { expect, test, vi } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { fakePos } from '#server/sync/testing/fake-pos.ts'
import { createConnection } from '#server/sync/testing/sync-world.ts'
import { createLineCache } from './line-cache.ts'
import { fakeVendor } from './testing/fake-vendor.ts'
import { receivingLine } from './testing/receiving.ts'

test('connections asked for at once are looked up together, each once, and one whose secret was damaged fails alone', async () => {
  const adapter = fakeVendor(fakePos([]))
  const lines: { id: string; secret: string }[] = []
  for (let number = 0; number < 4; number += 1) {
    const id = await createConnection(pool)
    lines.push({ id, secret: (await receivingLine(pool, id, adapter)).secret })
  }
  const [damaged, ...whole] = lines
  await pool.query(`UPDATE connection_secret SET sealed = left(sealed, -4) WHERE connection_id = $1`, [
    damaged?.id,
  ])

  const statements = vi.spyOn(pool, 'query')
  const cache = createLineCache({ db: pool, clock: systemClock, adapterFor: () => adapter })
  const asked = [...lines, ...lines].map(({ id }) => cache.find('fake', id))
  const [first, ...others] = await Promise.allSettled([...asked, cache.find('fake', newId())])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
  expect(others.slice(0, 3)).toMatchObject(
    whole.map(({ id, secret }) => ({ value: { connectionId: id, secrets: [{ value: secret }] } })),
  )
  expect(others.at(-1)).toMatchObject({ value: null })
  expect(statements).toHaveBeenCalledTimes(2)
})
