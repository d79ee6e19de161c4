/** For tests only: calls procedures as a person would, through the session row. */
import { createContext } from './context.ts'
import { createCallerFactory } from './init.ts'
import { appRouter } from './root.ts'

const createCaller = createCallerFactory(appRouter)

/** @param sessionId null for somebody who is not signed in. */
export async function callerFor(sessionId: string | null, ip = '192.0.2.1') {
  return createCaller(await createContext({ sessionId, ip, userAgent: 'test' }))
}
