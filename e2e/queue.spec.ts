import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'

const connectionString = process.env['E2E_DATABASE_URL'] ?? ''

/** Puts a job into the queue whose run is not there, as a restored backup may leave one, in the line of a connection. */
async function sendJobOfNothing(runId: string): Promise<{ realRunId: string }> {
  const client = new Client({ connectionString })
  await client.connect()
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, registerInstance: false })
  try {
    const { rows } = await client.query(
      `SELECT r.id AS "realRunId", c.id AS "connectionId", c.vendor FROM sync_run r JOIN connection c ON c.id = r.connection_id
        WHERE r.status = 'succeeded' ORDER BY r.queued_at DESC LIMIT 1`,
    )
    await boss.start()
    const group = { id: rows[0].connectionId, tier: rows[0].vendor }
    await boss.send('sync.run', { runId }, { singletonKey: runId, priority: 20, group })
    return rows[0]
  } finally {
    await boss.stop({ graceful: false })
    await client.end()
  }
}

test('a job that gave up shows its reason, is edited and retried, and is done', async ({ page }) => {
  await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
  const runId = randomUUID()
  const { realRunId } = await sendJobOfNothing(runId)

  await page.goto('/queue')
  await expect(page.getByRole('region', { name: 'Failures by reason' })).toContainText(
    'Names something that is not there',
    { timeout: 30_000 },
  )
  const letters = page.getByRole('table', { name: 'Dead letters' })
  await letters.getByRole('row').nth(1).click()
  const sheet = page.getByRole('dialog', { name: 'Sync a connection' })
  await expect(sheet).toContainText('There is no run with this id')
  await expect(sheet).toContainText(runId)

  await sheet.getByRole('button', { name: 'Edit and retry' }).click()
  await sheet.getByLabel('runId').fill('not an id')
  await sheet.getByRole('button', { name: 'Retry edited job' }).click()
  await expect(sheet.getByText('Invalid UUID')).toBeVisible()
  await sheet.getByLabel('runId').fill(realRunId)
  await sheet.getByRole('button', { name: 'Retry edited job' }).click()
  const outcome = sheet.getByRole('region', { name: 'What was done about it' })
  await expect(outcome).toContainText('done', { timeout: 30_000 })
  await expect(outcome).toContainText(realRunId)
  // The original keeps what it carried.
  await expect(sheet.getByRole('region', { name: 'Payload', exact: true }).first()).toContainText(runId)
})

test('the queue is drawn by the server as by the browser, whose clocks differ', async ({ page }) => {
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  await page.goto('/queue')
  await expect(page.getByRole('region', { name: 'Jobs ended' })).toContainText('America/Los_Angeles')
  expect(faults).toEqual([])
})

test('the workers page shows who takes what', async ({ page }) => {
  await page.goto('/workers')
  const workers = page.getByRole('table', { name: 'Workers' })
  await expect(workers).toContainText('Working')
  await expect(workers).toContainText('every POS · every queue')
})
