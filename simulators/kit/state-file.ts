import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { VendorSnapshot } from './runtime.ts'

/** Raise it when worlds are drawn differently: a file of another version is left aside. */
const version = 1

export type State = Record<string, VendorSnapshot>

const fileSchema = z.object({
  version: z.literal(version),
  /** Ours alone, written whole: not checked field by field. */
  vendors: z.record(
    z.string(),
    z.custom<VendorSnapshot>((value) => typeof value === 'object' && value !== null),
  ),
})

/** @returns what each vendor had come to; nothing when the file is missing, damaged or of another version */
export function readState(path: string): State {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return {}
  }
  try {
    return fileSchema.parse(JSON.parse(text)).vendors
  } catch {
    console.warn(`${path} does not fit this version; the pretend stores start afresh.`)
    return {}
  }
}

/** Writes beside the file and renames, so that a kill in between leaves the old one whole. */
export function writeState(path: string, vendors: State): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify({ version, vendors }))
  renameSync(`${path}.new`, path)
}
