import type { Field } from '../nemesis/faults.ts'

/** Shares of notices, drawn by each simulator from its own seed. The waits of vendors are minutes; here, seconds. */
const noticeFaults = {
  duplicateRate: 0.2,
  delayRate: 0.15,
  reorderRate: 0.1,
  dropRate: 0.05,
  forgeRate: 0.1,
  delayMs: 3_000,
  retryScale: 0.05,
}

/** From now on notices come twice, late, in another order, never, and from people who made them up. */
export async function disturbNotices({ installation: { simulators }, stores }: Field): Promise<void> {
  for (const { vendor, notices } of stores)
    if (notices) await simulators.setNoticeFaults(vendor, noticeFaults)
}

/** What is still to come, comes; late tries included. */
export async function calmNotices({ installation: { simulators }, stores }: Field): Promise<void> {
  const calm = { duplicateRate: 0, delayRate: 0, reorderRate: 0, dropRate: 0, forgeRate: 0 }
  for (const { vendor, notices } of stores) if (notices) await simulators.setNoticeFaults(vendor, calm)
}
