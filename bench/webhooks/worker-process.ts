/**
 * A part of the measurement in a process of its own: `prepare <connections> <vendor> <sign-in as JSON>` makes
 * connections, `bare <port>` is what an answer costs at least: node:http and one insert a request, nothing proved.
 */
import { createServer } from 'node:http'
import { adapterFor } from '#server/adapters/lookup.ts'
import { saveCredentials } from '#server/connections/credentials.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { createConnection } from '#server/sync/testing/sync-world.ts'

const [command, first = '', vendor = '', signIn = ''] = process.argv.slice(2)

async function prepare(count: number) {
  const { method, fields } = JSON.parse(signIn) as { method: string; fields: Record<string, string> }
  const { webhooks } = adapterFor(vendor).manifest.capabilities
  const connectionIds: string[] = []
  for (let number = 0; number < count; number += 1) {
    const id = await createConnection(pool)
    const { rows } = await pool.query<{ organizationId: string }>(
      `UPDATE connection SET vendor = $2, sign_in_method = $3 WHERE id = $1
       RETURNING organization_id AS "organizationId"`,
      [id, vendor, method],
    )
    const organizationId = rows[0]?.organizationId ?? ''
    await inTransaction((tx) => saveCredentials(tx, { id, organizationId }, fields))
    connectionIds.push(id)
  }
  await pool.query(
    `CREATE TABLE bare_delivery (id uuid PRIMARY KEY, connection_id text, headers jsonb, body text,
                                 received_at timestamptz DEFAULT now())`,
  )
  console.log(JSON.stringify({ connectionIds, secret: fields[webhooks?.secretField ?? ''] ?? '' }))
  await pool.end()
}

function bare(port: number) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const values = [newId(), request.url, JSON.stringify(request.headers), Buffer.concat(chunks).toString()]
      pool
        .query('INSERT INTO bare_delivery (id, connection_id, headers, body) VALUES ($1, $2, $3, $4)', values)
        .then(
          () => response.writeHead(200).end(),
          () => response.writeHead(500).end(),
        )
    })
  })
  server.listen(port, '127.0.0.1', () => console.log('ready'))
}

if (command === 'prepare') await prepare(Number(first))
else bare(Number(first))
