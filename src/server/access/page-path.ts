/** Carries the path and query of the page asked for from the proxy to server components, which Next doesn't tell. */
export const pathHeader = 'x-cairn-path'
