import type { Evidence } from './evidence.ts'

/** Every stream is numbered 1, 2, 3 … and nothing is created twice in it. */
export function checkStreams({ events }: Pick<Evidence, 'events'>): string[] {
  const streams = Map.groupBy(events, ({ stream }) => stream)
  return [...streams].flatMap(([stream, own]) => {
    const numbers = own.map(({ version }) => version).sort((a, b) => a - b)
    const wrong = numbers.find((version, index) => version !== index + 1)
    const created = own.filter(({ type }) => type.endsWith('.created')).length
    return [
      ...(wrong === undefined ? [] : [`${stream} has a gap or a double at version ${wrong}`]),
      ...(created <= 1 ? [] : [`${stream} was created ${created} times`]),
    ]
  })
}

/** Two runs never write pages of one kind of record of one connection by turns. @param pages in the order of writing */
export function checkTurns({ pages }: Pick<Evidence, 'pages'>): string[] {
  const entities = Map.groupBy(pages, ({ connectionId, entity }) => `${connectionId} ${entity}`)
  return [...entities].flatMap(([what, own]) => {
    const finished = new Set<string>()
    return own.flatMap(({ runId }, index) => {
      const before = own[index - 1]
      if (before && before.runId !== runId) finished.add(before.runId)
      return finished.has(runId) ? [`run ${runId} wrote ${what} while another did`] : []
    })
  })
}

/** Versions of a record are numbered 1, 2, 3 …, and no delivery made two of one record. */
export function checkVersions({ versions }: Pick<Evidence, 'versions'>): string[] {
  const records = Map.groupBy(versions, ({ recordId }) => recordId)
  return [...records].flatMap(([recordId, own]) => {
    const numbers = own.map(({ version }) => version).sort((a, b) => a - b)
    const wrong = numbers.find((version, index) => version !== index + 1)
    const deliveries = own.flatMap(({ deliveryId }) => deliveryId ?? [])
    return [
      ...(wrong === undefined ? [] : [`record ${recordId} has a gap or a double at version ${wrong}`]),
      ...(new Set(deliveries).size === deliveries.length
        ? []
        : [`a delivery was applied twice to record ${recordId}`]),
    ]
  })
}

/** Once all is quiet nobody works on anything. */
export function checkJobs({ jobs }: Pick<Evidence, 'jobs'>): string[] {
  return jobs
    .filter(({ state }) => state === 'active')
    .map(({ id, queue }) => `job ${id} of ${queue} is still active`)
}

/** Every run came to an end that says that everything was read. */
export function checkLastRuns({ runs }: Pick<Evidence, 'runs'>): string[] {
  return runs
    .filter(({ status }) => status !== 'succeeded')
    .map(
      ({ vendor, mode, status, errorMessage }) =>
        `the last ${mode} run of ${vendor} ${status}: ${errorMessage}`,
    )
}
