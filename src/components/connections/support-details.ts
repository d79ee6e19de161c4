import type { ProbeStep } from '#server/model/probe.ts'

/** What a vendor's support needs to know of a failed check: steps, outcomes, times. No credentials. */
export function supportDetails(
  connection: { name: string; vendorName: string },
  steps: readonly ProbeStep[],
): string {
  const lines = steps.map((step) => {
    const time = step.milliseconds === null ? '' : ` (${step.milliseconds} ms)`
    const detail = step.detail === null ? '' : `: ${step.detail}`
    return `- ${step.label}: ${step.status.replace('_', ' ')}${time}${detail}`
  })
  return [`Connection check of "${connection.name}" (${connection.vendorName})`, ...lines].join('\n')
}
