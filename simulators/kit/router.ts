import type { Reply, SimRequest } from './http.ts'

/** `params` are the path's `:names`, decoded. */
export type Handler = (request: SimRequest, params: Record<string, string>) => Reply | Promise<Reply>

type Route = { method: string; parts: string[]; handle: Handler }

export type Router = {
  on(method: string, pattern: string, handle: Handler): void
  /** The first route that fits, or null. */
  match(method: string, path: string): ((request: SimRequest) => Reply | Promise<Reply>) | null
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const split = (path: string) => path.split('/').filter((part) => part !== '')

function capture(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [i, expected] of pattern.entries()) {
    const part = parts[i] ?? ''
    if (expected.startsWith(':')) params[expected.slice(1)] = decode(part)
    else if (expected !== part) return null
  }
  return params
}

/** Routes by method and whole path; `:name` takes one segment. Earlier routes win. */
export function createRouter(): Router {
  const routes: Route[] = []
  return {
    on: (method, pattern, handle) => void routes.push({ method, parts: split(pattern), handle }),
    match(method, path) {
      const parts = split(path)
      for (const route of routes) {
        if (route.method !== method) continue
        const params = capture(route.parts, parts)
        if (params !== null) return (request) => route.handle(request, params)
      }
      return null
    },
  }
}
