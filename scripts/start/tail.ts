import { existsSync, readFileSync } from 'node:fs'

/** The last lines of a log, indented, for showing below a message. */
export function tailOf(file: string, lines: number): string {
  if (!existsSync(file)) return '    (no log)'
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n')
}
