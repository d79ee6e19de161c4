import type { Adapter } from '#server/adapters/contract.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import { AppError } from '#server/lib/errors.ts'
import { CliError } from './cli-error.ts'

/** @throws {CliError} usage, naming the vendors there are */
export function findAdapter(vendor: string): Adapter {
  try {
    return adapterFor(vendor)
  } catch (error) {
    if (error instanceof AppError) throw new CliError('usage', error.message)
    throw error
  }
}
