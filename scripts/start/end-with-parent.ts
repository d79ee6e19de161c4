/**
 * Loaded into every program a start runs: when the start is gone, however it went, its end of this pipe closes.
 * Without it a start killed with -9 would leave the rest behind, holding the ports.
 */
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()
if ('unref' in process.stdin) process.stdin.unref()
