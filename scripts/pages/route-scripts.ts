import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compressedEnding } from './compress.ts'

export type RouteScripts = {
  /** As in an address: `/connections/[id]`. */
  route: string
  /** Of all scripts that the page names in its markup, compressed as they are sent. */
  bytes: number
}

type ClientReferences = { entryJSFiles: Record<string, string[]> }

const manifestEnding = '/page_client-reference-manifest.js'

/**
 * What each route of the built app makes a browser load before it can be used: the framework's scripts, and those of
 * its layouts, its page and their error pages. What a page imports later is not in it.
 * @param buildFolder `.next` after a build
 */
export function routeScripts(buildFolder: string): RouteScripts[] {
  const { rootMainFiles } = JSON.parse(readFileSync(join(buildFolder, 'build-manifest.json'), 'utf8')) as {
    rootMainFiles: string[]
  }
  const pages = join(buildFolder, 'server', 'app')
  return readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(manifestEnding))
    .map((file) => {
      const entries = Object.values(referencesOf(join(pages, file)).entryJSFiles)
      const sizes = [...new Set([...rootMainFiles, ...entries.flat()])].map(
        (script) => statSync(join(buildFolder, `${script}${compressedEnding}`)).size,
      )
      return {
        route: routeOf(file.slice(0, -manifestEnding.length)),
        bytes: sizes.reduce((sum, size) => sum + size, 0),
      }
    })
    .toSorted((a, b) => (a.route < b.route ? -1 : 1))
}

/** The manifest is a script that puts itself into a global of its own. */
function referencesOf(file: string): ClientReferences {
  createRequire(import.meta.url)(file)
  const all = (globalThis as { __RSC_MANIFEST?: Record<string, ClientReferences> }).__RSC_MANIFEST ?? {}
  const own = Object.entries(all).find(([key]) => file.endsWith(`${key}_client-reference-manifest.js`))?.[1]
  if (!own) throw new Error(`${file} does not say which scripts its page needs`)
  return own
}

/** Groups stand in brackets and are not in the address. */
function routeOf(folder: string): string {
  const parts = folder.split('/').filter((part) => !part.startsWith('('))
  return `/${parts.join('/')}`
}
