import { fstatSync } from 'node:fs'

/**
 * Loaded into every program a start runs: when the start is gone, however it went, its end of this pipe closes.
 * Without it a start killed with -9 would leave the rest behind, holding the ports.
 *
 * Programs hand the flag that loads this on to helpers of their own (Turbopack's for PostCSS), whose standard input
 * is /dev/null and ends at once. Only a pipe, which Node makes as a socket, says that the start is gone.
 */
if (fstatSync(0).isSocket()) {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()
  if ('unref' in process.stdin) process.stdin.unref()
}
