import {
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type Logger as PinoLogger,
  pino,
} from 'pino'
import { describeError, scrubFields, scrubText } from './scrub.ts'

export type Logger = PinoLogger

const asError = (value: unknown) => (value instanceof Error ? describeError(value) : value)

/**
 * A logger of JSON lines that lets no secret through. Fields are copied by an allow-list of types and names
 * ({@link scrubFields}); the finished line passes a net of patterns ({@link scrubText}) that also covers messages and the
 * text inside values, which pino's own path-based redaction would miss.
 * @param options.level `trace` … `error`, or `silent`
 * @param destination where lines go; standard output when absent
 */
export function createLogger(options: { level: string }, destination?: DestinationStream): Logger {
  const logger = pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: asError, error: asError },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => scrubFields(fields),
      },
      hooks: { streamWrite: scrubText },
    },
    destination ?? pino.destination(1),
  )
  // pino formats the fields of a line, but not those given to a child once and for all.
  const { child } = logger
  return Object.assign(logger, {
    child(this: PinoLogger, bindings: Bindings, childOptions?: ChildLoggerOptions): PinoLogger {
      return Reflect.apply(child, this, [scrubFields(bindings), childOptions])
    },
  })
}
