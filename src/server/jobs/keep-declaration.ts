import { keepDeclared } from '#server/connections/declared/keep-declared.ts'
import type { Declaration } from '#server/connections/declared/read-declaration.ts'
import { AppError } from '#server/lib/errors.ts'
import { logger } from '#server/lib/logger.ts'
import type { JobContext } from './job-handler.ts'

/**
 * Sees to the connection of the environment, where one is declared. A store that isn't there yet is no reason to stop:
 * it is looked for again.
 */
export async function keepDeclaration(
  declaration: Declaration | null,
  { pool, clock, enqueueRun, signal }: JobContext,
  starting: boolean,
): Promise<void> {
  if (declaration === null) return
  try {
    const options = { pool, clock, enqueue: enqueueRun, signal, starting }
    const outcome = await keepDeclared(declaration, options)
    if (outcome === 'created' || outcome === 'changed') {
      logger.info({ vendor: declaration.vendor, outcome }, 'the declared connection was brought up to date')
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    logger.warn({ reason: error.message }, 'the declared connection waits')
  }
}
