import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { env } from '#env'
import { adapterFor } from '#server/adapters/lookup.ts'
import { ensureWebhookSecret, openWebhookSecrets } from '#server/connections/webhook-secret.ts'
import { pool } from '#server/db/pool.ts'
import { createConnection } from '#server/sync/testing/sync-world.ts'
import { findFreePort } from './network/ports.ts'

test('the intake takes deliveries in, answers for its health and for nothing else, and ends when told to', async () => {
  const id = await createConnection(pool)
  const { rows } = await pool.query<{ organizationId: string }>(
    `UPDATE connection SET vendor = 'treez' WHERE id = $1 RETURNING organization_id AS "organizationId"`,
    [id],
  )
  const owner = { id, organizationId: rows[0]?.organizationId ?? '', signInMethod: 'api_key' }
  const { manifest } = adapterFor('treez')
  await ensureWebhookSecret(pool, owner, manifest)
  const { secrets } = await openWebhookSecrets(pool, owner, manifest)

  const port = await findFreePort()
  const intake = spawn(process.execPath, ['scripts/intake.ts', '--port', String(port)], {
    env: { ...process.env, DATABASE_URL: env.DATABASE_URL },
    stdio: 'ignore',
  })
  const ended = once(intake, 'exit')
  const ask = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, init).then(
      ({ status }) => status,
      () => null,
    )
  const deliver = (authorization: string) =>
    ask(`/api/webhooks/treez/${id}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"test":"test"}',
    })
  try {
    await expect.poll(() => ask('/health'), { timeout: 20_000 }).toBe(200)
    expect([await ask('/'), await ask('/api/trpc/stores.list')]).toEqual([404, 404])
    expect([await deliver(`Bearer ${secrets[0]?.value}`), await deliver('Bearer no')]).toEqual([200, 401])
    const kept = await pool.query('SELECT origin FROM webhook_delivery WHERE connection_id = $1', [id])
    expect(kept.rows).toEqual([{ origin: 'test' }])
  } finally {
    intake.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
})
