import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'

/** One command. `run` writes its result to standard output and throws what went wrong. */
export type Command = {
  summary: string
  help: string
  run(args: string[]): Promise<void>
}

/**
 * Reads what stands after a command's name.
 * @param names of its arguments, each of which must be there
 * @throws {CliError} usage
 */
export function readArguments<O extends ParseArgsOptionsConfig>(args: string[], names: string[], options: O) {
  const { positionals, values } = parsed(args, options)
  const missing = names[positionals.length]
  if (missing !== undefined) throw new CliError('usage', `<${missing}> is missing.`)
  const [strange] = positionals.slice(names.length)
  if (strange !== undefined) throw new CliError('usage', `"${strange}" is one argument too many.`)
  return { positionals, values }
}

function parsed<O extends ParseArgsOptionsConfig>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new CliError('usage', error instanceof Error ? error.message : String(error))
  }
}

/** One line for standard output, on its way before the next one is written. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
