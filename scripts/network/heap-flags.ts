/**
 * How Node keeps the memory of a process that takes notices in; `npm run web` and `npm run intake` say the same. A request
 * leaves much behind at once and nothing for long: with the defaults young memory is searched every few megabytes and all of
 * it each time the framework's eighty have grown by ten, which was an eighth of the web process's time and stood still for
 * up to a tenth of a second. What it costs is some eighty megabytes.
 * Left alone it would give its memory back, searching all of it twice (some 150 ms), and fetch it again with the next load.
 */
export const heapFlags: readonly string[] = [
  '--min-semi-space-size=16',
  '--heap-growing-percent=100',
  '--no-memory-reducer',
]
