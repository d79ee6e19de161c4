/** At the latest; a busy page would wait for ever. */
const latestMs = 2000

/**
 * Calls `act` once the page has loaded and the browser has nothing better to do.
 * @returns what calls it off
 */
export function afterLoad(act: () => void): () => void {
  let called = true
  const rest = () => {
    if (called) act()
  }
  const begin = () => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) window.requestIdleCallback(rest, { timeout: latestMs })
    else setTimeout(rest, latestMs / 10)
  }
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
  return () => {
    called = false
    window.removeEventListener('load', begin)
  }
}
