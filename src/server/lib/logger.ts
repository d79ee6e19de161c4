import { env } from '#env'
import { createLogger } from './create-logger.ts'

/** The logger of this process. Child loggers carry ids: `logger.child({ connectionId })`. */
export const logger = createLogger({ level: env.LOG_LEVEL })
