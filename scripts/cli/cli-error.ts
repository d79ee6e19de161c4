/** What the command's exit code says to scripts that run it. */
export const exitCodes = {
  /** A check failed, or `--strict` found records that could not be taken over. */
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** Standard input is not what was promised. */
  input: 3,
  /** No such connection, or more than one. */
  unknown: 4,
  /** Settings are missing, or the database does not answer. */
  unavailable: 5,
} as const

/** Why a command stops, in words that tell what to do. Printed to standard error without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: keyof typeof exitCodes

  constructor(code: keyof typeof exitCodes, message: string) {
    super(message)
    this.code = code
  }
}
