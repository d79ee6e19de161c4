import type { Clock } from '../../lib/clock.ts'
import type { ProbeStep } from '../../model/probe.ts'
import { AdapterError, type AdapterErrorKind } from '../errors.ts'

export type ProbeEnding = Pick<ProbeStep, 'status' | 'detail'> & { cure?: string }

/** One step of a connection check. `run` tells how it ended, or throws an `AdapterError`. */
export type ProbeAction = { id: ProbeStep['id']; label: string; run: () => Promise<ProbeEnding> }

/**
 * Runs the steps in order; after a failure the rest is not tried.
 * @param cureFor what to do about a failure, in the vendor's own names for its settings
 * @returns each step when it starts and again when it ends
 */
export async function* runProbe(
  steps: ProbeAction[],
  clock: Clock,
  cureFor: (kind: AdapterErrorKind) => string,
): AsyncGenerator<ProbeStep> {
  let failed = false
  for (const { id, label, run } of steps) {
    const step = { id, label, milliseconds: null, detail: null, cure: null }
    if (failed) {
      yield { ...step, status: 'not_tried' }
      continue
    }
    yield { ...step, status: 'running' }
    const startedAt = clock.now().getTime()
    const { cure = null, ...ending } = await run().catch((error: unknown) => endingOf(error, cureFor))
    yield { ...step, ...ending, cure, milliseconds: clock.now().getTime() - startedAt }
    failed = ending.status === 'failed'
  }
}

/**
 * The first two steps of every check. Name look-up, connection and certificate are one exchange: how it ended tells
 * which of them held.
 * @param reach any call that needs no sign-in
 */
export function reachSteps(base: URL, reach: () => Promise<void>): ProbeAction[] {
  let certificate: AdapterError | null = null
  return [
    {
      id: 'reach',
      label: `Reach ${base.host}`,
      run: async () => {
        await reach().catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.kind !== 'tls') throw error
          certificate = error
        })
        return passed('The server answers')
      },
    },
    {
      id: 'tls',
      label: 'Secure connection',
      run: async () => {
        if (certificate) throw certificate
        if (base.protocol === 'https:') return passed('The certificate is valid')
        return { status: 'skipped', detail: 'Not encrypted: this address is a simulator on your own machine' }
      },
    },
  ]
}

export function passed(detail: string): ProbeEnding {
  return { status: 'passed', detail }
}

/** "1 product", "2,400 products". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}

function endingOf(error: unknown, cureFor: (kind: AdapterErrorKind) => string): ProbeEnding {
  if (!(error instanceof AdapterError)) throw error
  return { status: 'failed', detail: error.message, cure: cureFor(error.kind) }
}
