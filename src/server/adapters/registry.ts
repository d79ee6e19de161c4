import type { Adapter } from './contract.ts'
import { treez } from './treez/index.ts'

/** Every POS Cairn speaks with, by manifest id. One line a POS. */
export const registry = { treez } satisfies Record<string, Adapter>
