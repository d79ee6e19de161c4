import { AsyncLocalStorage } from 'node:async_hooks'

const store = new AsyncLocalStorage<string>()

/** Runs `fn`; everything it causes, however deep in its calls, carries this id. */
export function withCorrelation<T>(id: string, fn: () => T): T {
  return store.run(id, fn)
}

/** The id of what is being done here, or undefined outside of {@link withCorrelation}. */
export function currentCorrelation(): string | undefined {
  return store.getStore()
}
