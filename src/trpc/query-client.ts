import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import superjson from 'superjson'
import { codeOf, messageOf } from './error-words.ts'

/** What has been read stays good this long; live notices mark it stale earlier. */
const staleMs = 30_000
const tries = 3

/** Codes that another try will not change. */
const final = new Set([
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_REQUEST',
  'CONFLICT',
  'TOO_MANY_REQUESTS',
])

export type ErrorSink = (error: { code: string | undefined; message: string }) => void

/**
 * A query client. `onError` is told of every failed mutation (unless its `meta.quiet` is set, because a form shows
 * it), of reloads that failed while older data stays on the screen, and of every "signed out".
 */
export function createQueryClient(onError: ErrorSink = () => {}): QueryClient {
  const tell = (error: unknown) => onError({ code: codeOf(error), message: messageOf(error) })
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.state.data !== undefined || codeOf(error) === 'UNAUTHORIZED') tell(error)
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.['quiet'] !== true || codeOf(error) === 'UNAUTHORIZED') tell(error)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: staleMs,
        retry: (failures, error) => failures < tries && !final.has(codeOf(error) ?? ''),
      },
      // Only what is there: layout and page share a client and run side by side, and a query that the layout sends
      // as pending is drawn as loading by the browser where the page's own markup has its data.
      dehydrate: { serializeData: superjson.serialize },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}
