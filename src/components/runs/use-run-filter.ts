'use client'
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import type { RunMode } from '#server/model/sync.ts'
import type { Outputs } from '#trpc/types.ts'
import { runModeLabels, runStatusLabels, runStatusNames, triggerWords } from './run-words.ts'

const modes = Object.keys(runModeLabels) as RunMode[]
const triggers = Object.keys(triggerWords) as Outputs['runs']['get']['trigger'][]

export const runFilters = [
  {
    key: 'status',
    label: 'Status',
    options: runStatusNames.map((value) => ({ value, label: runStatusLabels[value] })),
  },
  { key: 'how', label: 'Kind', options: modes.map((value) => ({ value, label: runModeLabels[value] })) },
  {
    key: 'by',
    label: 'Started by',
    options: triggers.map((value) => ({ value, label: triggerWords[value] })),
  },
] as const

const parsers = {
  status: parseAsArrayOf(parseAsStringLiteral(runStatusNames)).withDefault([]),
  how: parseAsArrayOf(parseAsStringLiteral(modes)).withDefault([]),
  by: parseAsArrayOf(parseAsStringLiteral(triggers)).withDefault([]),
  q: parseAsString.withDefault('').withOptions({ history: 'replace' }),
  runs: parseAsInteger.withDefault(1),
}

/** Which syncs are shown, in the URL. */
export function useRunFilter() {
  const [url, setUrl] = useQueryStates(parsers, { history: 'push' })
  const { status, how, by, q } = url
  return {
    chosen: { status, how, by },
    q,
    page: Math.max(1, url.runs),
    /** As `runs.list` takes it. */
    filter: { status, modes: how, triggers: by, ...(q === '' ? {} : { q }) },
    narrowed: q !== '' || status.length + how.length + by.length > 0,
    choose: (key: 'status' | 'how' | 'by', values: string[]) =>
      void setUrl({ [key]: values.length === 0 ? null : values, runs: null }),
    search: (next: string) =>
      void setUrl({ q: next === '' ? null : next, runs: null }, { history: 'replace' }),
    clear: () => void setUrl({ status: null, how: null, by: null, runs: null }),
    setPage: (page: number) => void setUrl({ runs: page }),
  }
}
