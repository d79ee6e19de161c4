const PARENT_CHECK_MS = 500

/**
 * Whatever asks a start to end: Ctrl-C, a signal, or the end of the npm that ran it. npm passes SIGTERM on to a shell
 * between us, which dies of it without a word; all we see is that our parent has changed.
 * @returns aborted once it happens; the promise resolves then
 */
export function listenForInterruption(): { signal: AbortSignal; happened: Promise<void> } {
  const controller = new AbortController()
  const happened = Promise.withResolvers<void>()
  const end = () => {
    controller.abort(new Error('stopped'))
    happened.resolve()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, end)
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    setInterval(() => {
      if (process.ppid !== parent) end()
    }, PARENT_CHECK_MS).unref()
  }
  return { signal: controller.signal, happened: happened.promise }
}
