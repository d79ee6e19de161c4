import { parseArgs } from 'node:util'
import { AppError } from '#server/lib/errors.ts'

/** What a worker takes; null takes everything. */
export type WorkerScope = { vendors: string[] | null; queues: string[] | null }

/**
 * Reads what a worker is to take from its command line (`--vendors=a,b --queues=sync,notices.process`), or where that
 * says nothing from its environment. A queue may be given by its whole name or by its area, which takes all of that area.
 * @param known ids of vendors and names of queues there are, from the registry and the definitions
 * @throws {AppError} invalid, naming the unknown and listing what is known
 */
export function readWorkerScope(
  args: string[],
  environment: { WORKER_VENDORS?: string | undefined; WORKER_QUEUES?: string | undefined },
  known: { vendors: readonly string[]; queues: readonly string[] },
): WorkerScope {
  const given = parse(args)
  const vendors = listOf(given.vendors ?? environment.WORKER_VENDORS)
  const queues = listOf(given.queues ?? environment.WORKER_QUEUES)
  const areas = [...new Set(known.queues.map((name) => name.split('.')[0] ?? name))]
  refuseUnknown('vendor', vendors, known.vendors)
  refuseUnknown('queue', queues, [...areas, ...known.queues])
  return {
    vendors,
    queues:
      queues &&
      known.queues.filter((name) => queues.some((wanted) => name === wanted || inArea(name, wanted))),
  }
}

const inArea = (name: string, area: string) => name.startsWith(`${area}.`)

function parse(args: string[]): { vendors?: string; queues?: string } {
  try {
    const options = { vendors: { type: 'string' }, queues: { type: 'string' } } as const
    return parseArgs({ args, options, strict: true }).values
  } catch (error) {
    throw new AppError(
      'invalid',
      `${error instanceof Error ? error.message : error} A worker takes --vendors and --queues.`,
    )
  }
}

function listOf(text: string | undefined): string[] | null {
  const names = (text ?? '').split(',').flatMap((name) => name.trim() || [])
  return names.length > 0 ? [...new Set(names)] : null
}

function refuseUnknown(what: string, names: string[] | null, known: readonly string[]): void {
  const unknown = names?.filter((name) => !known.includes(name)) ?? []
  if (unknown.length === 0) return
  throw new AppError('invalid', `There is no ${what} ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
}
