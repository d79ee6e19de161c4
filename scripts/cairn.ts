/** `npm run -s cairn -- <command>`: Cairn for people who run it. */
import { CliError, exitCodes } from './cli/cli-error.ts'
import type { Command } from './cli/command.ts'
import { eventsCommand } from './cli/events.ts'
import { mapCommand } from './cli/map.ts'
import { probeCommand } from './cli/probe.ts'
import { vendorsCommand } from './cli/vendors.ts'

const commands: Record<string, Command> = {
  events: eventsCommand,
  map: mapCommand,
  probe: probeCommand,
  vendors: vendorsCommand,
}

const overview = `Usage: cairn <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)
  .join('\n')}

"cairn <command> --help" tells more. Results go to standard output, what went wrong to standard error.
Exit codes: 0 done, ${exitCodes.failed} failed, ${exitCodes.usage} wrong usage, ${exitCodes.input} unreadable input, ${exitCodes.unknown} no such connection, ${exitCodes.unavailable} settings or database missing.`

const [first = '', ...rest] = process.argv.slice(2)
const asksForHelp = ['help', '--help', '-h', ''].includes(first)
const name = asksForHelp ? (rest[0] ?? '') : first
const command = Object.hasOwn(commands, name) ? commands[name] : undefined

try {
  if (name !== '' && !command) throw new CliError('usage', `There is no command "${name}".`)
  if (asksForHelp || rest.includes('--help') || rest.includes('-h')) {
    console.log(command?.help ?? overview)
    process.exitCode = first === '' ? exitCodes.usage : 0
  } else await command?.run(rest)
} catch (error) {
  const known = error instanceof CliError
  console.error(known ? `cairn: ${error.message}` : error)
  if (known && error.code === 'usage') {
    console.error(`Try: npm run -s cairn -- ${command ? `${name} ` : ''}--help`)
  }
  process.exitCode = known ? exitCodes[error.code] : exitCodes.failed
}
