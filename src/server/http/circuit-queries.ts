import type { Queryable } from '#server/db/transaction.ts'
import { circuitRules as rules } from './circuit-rules.ts'

export type CircuitKey = { connectionId: string; operationClass: string }

export type CircuitState = 'closed' | 'open' | 'half_open' | 'isolated'

export type CircuitRow = {
  state: CircuitState
  generation: number
  /** Until a probe may go (open) or the one under way is given up (half open). */
  waitMs: number
  closedForMs: number | null
}

// Every change of state raises the generation and asks for the one it was decided on, so a report that comes late
// changes nothing. All times are the database's: the clocks of the processes don't matter.

/** @returns the circuit of this class and whether any class of the connection is isolated */
export async function readCircuit(
  db: Queryable,
  { connectionId, operationClass }: CircuitKey,
): Promise<{ row: CircuitRow | null; isolated: boolean }> {
  const { rows } = await db.query<CircuitRow & { operationClass: string }>(
    `SELECT operation_class AS "operationClass", state, generation,
            greatest(0, ceil(extract(epoch FROM
              CASE state WHEN 'open' THEN open_until ELSE probe_until END - clock_timestamp()) * 1000))::int AS "waitMs",
            (extract(epoch FROM clock_timestamp() - closed_at) * 1000)::float8 AS "closedForMs"
     FROM circuit WHERE connection_id = $1 AND (operation_class = $2 OR state = 'isolated')`,
    [connectionId, operationClass],
  )
  return {
    row: rows.find((row) => row.operationClass === operationClass) ?? null,
    isolated: rows.some((row) => row.state === 'isolated'),
  }
}

/** Becomes the one prober of an open circuit. @returns its generation; null when it is too early or another probes */
export async function claimProbe(db: Queryable, key: CircuitKey): Promise<number | null> {
  const { rows } = await db.query<{ generation: number }>(
    `UPDATE circuit
     SET state = 'half_open', generation = generation + 1,
         probe_until = clock_timestamp() + $3 * interval '1 ms'
     WHERE connection_id = $1 AND operation_class = $2
       AND (state = 'open' AND open_until <= clock_timestamp()
         OR state = 'half_open' AND probe_until <= clock_timestamp())
     RETURNING generation`,
    [key.connectionId, key.operationClass, rules.probeMs],
  )
  return rows[0]?.generation ?? null
}

/**
 * Becomes the one prober of a refused sign-in, when it is time. Any call shows whether the POS takes it again.
 * @returns the circuit that was isolated, and its generation; null when it is too early or another probes
 */
export async function claimSignInProbe(
  db: Queryable,
  connectionId: string,
): Promise<{ operationClass: string; generation: number } | null> {
  const { rows } = await db.query<{ operationClass: string; generation: number }>(
    `UPDATE circuit SET generation = generation + 1, probe_until = clock_timestamp() + $2 * interval '1 ms'
      WHERE connection_id = $1 AND operation_class = (
            SELECT operation_class FROM circuit WHERE connection_id = $1 AND state = 'isolated'
             ORDER BY open_until NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
        AND NOT EXISTS (SELECT FROM circuit WHERE connection_id = $1 AND state = 'isolated'
                           AND greatest(open_until, probe_until) > clock_timestamp())
     RETURNING operation_class AS "operationClass", generation`,
    [connectionId, rules.probeMs],
  )
  return rows[0] ?? null
}

/**
 * Adds calls to the window of a closed circuit, beginning a new window when the old one is over.
 * @returns the window's counts; null when the circuit has moved on
 */
export async function countCalls(
  db: Queryable,
  key: CircuitKey & { generation: number },
  calls: { succeeded: number; failed: number },
): Promise<{ succeeded: number; failed: number } | null> {
  const over = `(c.window_start < clock_timestamp() - $6 * interval '1 ms' AND c.succeeded + c.failed >= $7
    OR c.window_start < clock_timestamp() - $8 * interval '1 ms')`
  const { rows } = await db.query<{ succeeded: number; failed: number }>(
    `INSERT INTO circuit AS c (connection_id, operation_class, succeeded, failed) VALUES ($1, $2, $4, $5)
     ON CONFLICT (connection_id, operation_class) DO UPDATE SET
       window_start = CASE WHEN ${over} THEN clock_timestamp() ELSE c.window_start END,
       succeeded = CASE WHEN ${over} THEN 0 ELSE c.succeeded END + excluded.succeeded,
       failed = CASE WHEN ${over} THEN 0 ELSE c.failed END + excluded.failed,
       opens = CASE WHEN c.closed_at < clock_timestamp() - $9 * interval '1 ms' THEN 0 ELSE c.opens END
     WHERE c.state = 'closed' AND c.generation = $3
     RETURNING succeeded, failed`,
    [
      key.connectionId,
      key.operationClass,
      key.generation,
      calls.succeeded,
      calls.failed,
      rules.windowMs,
      rules.windowCalls,
      rules.longestWindowMs,
      rules.forgetMs,
    ],
  )
  return rows[0] ?? null
}

/** Opens a closed circuit, or a half-open one whose probe failed. @returns whether it was this call that did */
export async function openCircuit(
  db: Queryable,
  key: CircuitKey & { generation: number },
  reason: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE circuit
     SET state = 'open', generation = generation + 1, opens = opens + 1, probe_until = NULL, reason = $4,
         open_until = clock_timestamp() + least($6, $5 * 2 ^ least(opens, 20)) * interval '1 ms'
     WHERE connection_id = $1 AND operation_class = $2 AND generation = $3 AND state IN ('closed', 'half_open')`,
    [key.connectionId, key.operationClass, key.generation, reason, rules.openMs, rules.longestOpenMs],
  )
  return rowCount === 1
}

/** Closes a circuit whose probe succeeded; one that was isolated with all that were. */
export async function closeCircuit(
  db: Queryable,
  key: CircuitKey & { generation: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE circuit c
     SET state = 'closed', generation = c.generation + 1, succeeded = 0, failed = 0, reason = NULL,
         window_start = clock_timestamp(), closed_at = clock_timestamp(), open_until = NULL, probe_until = NULL
     FROM circuit probed
     WHERE probed.connection_id = $1 AND probed.operation_class = $2 AND probed.generation = $3
       AND probed.state IN ('half_open', 'isolated') AND c.connection_id = $1
       AND (c.operation_class = $2 OR c.state = 'isolated' AND probed.state = 'isolated')`,
    [key.connectionId, key.operationClass, key.generation],
  )
  return (rowCount ?? 0) > 0
}

/** Lets another probe go at once: this one never reached the POS. */
export async function releaseProbe(db: Queryable, key: CircuitKey & { generation: number }): Promise<void> {
  await db.query(
    `UPDATE circuit SET probe_until = clock_timestamp()
     WHERE connection_id = $1 AND operation_class = $2 AND generation = $3 AND state IN ('half_open', 'isolated')`,
    [key.connectionId, key.operationClass, key.generation],
  )
}

/** Stops all calls of the connection until a person acts ({@link resetCircuits}) or a probe's sign-in is taken. */
export async function isolateCircuit(
  db: Queryable,
  key: CircuitKey & { generation: number },
  reason: string,
) {
  const again = `(c.state = 'isolated' OR c.closed_at > clock_timestamp() - $7 * interval '1 ms')`
  await db.query(
    `INSERT INTO circuit AS c (connection_id, operation_class, state, reason, open_until)
     VALUES ($1, $2, 'isolated', $4, clock_timestamp() + $5 * interval '1 ms')
     ON CONFLICT (connection_id, operation_class) DO UPDATE
     SET state = 'isolated', generation = c.generation + 1, reason = excluded.reason, probe_until = NULL,
         opens = CASE WHEN ${again} THEN c.opens + 1 ELSE 0 END,
         open_until = clock_timestamp() + CASE WHEN ${again}
           THEN least($6, $5 * 4 ^ least(c.opens + 1, 10)) ELSE $5 END * interval '1 ms'
     WHERE c.generation = $3`,
    [
      key.connectionId,
      key.operationClass,
      key.generation,
      reason,
      rules.isolatedMs,
      rules.longestIsolatedMs,
      rules.forgetMs,
    ],
  )
}

/**
 * Closes every circuit of a connection because a person acted: new credentials, or a check they asked for.
 */
export async function resetCircuits(db: Queryable, connectionId: string): Promise<void> {
  await db.query(
    `UPDATE circuit
     SET state = 'closed', generation = generation + 1, succeeded = 0, failed = 0, opens = 0, reason = NULL,
         window_start = clock_timestamp(), closed_at = NULL, open_until = NULL, probe_until = NULL
     WHERE connection_id = $1`,
    [connectionId],
  )
}
