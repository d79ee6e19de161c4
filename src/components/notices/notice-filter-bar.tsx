'use client'
import { SelectControl } from '#components/forms/select-control.tsx'
import { FilterChips } from '#components/tables/filter-chips.tsx'
import { FilterMenu } from '#components/tables/filter-menu.tsx'
import { NoticeTimeMenu } from './notice-time-menu.tsx'
import type { NoticeFilters } from './use-notice-filters.ts'
import { noticeOrigins, noticeStates, originWords, stateWords } from './words.ts'

type Choice = { value: string; label: string }

type FilterBarProps = {
  notices: NoticeFilters
  timeZone: string
  topics: { topic: string; count: number }[]
  /** Left out where the page is of one connection. */
  connections?: Choice[] | undefined
  vendors?: Choice[] | undefined
}

const any = 'any'

/** Filters of the inbox, and those in force as chips. */
export function NoticeFilterBar({ notices, timeZone, topics, connections, vendors }: FilterBarProps) {
  const { filters, change } = notices
  const known = new Set(topics.map(({ topic }) => topic))
  const topicOptions = [
    ...topics.map(({ topic, count }) => ({ value: topic, label: topic, count })),
    ...filters.topic.filter((topic) => !known.has(topic)).map((topic) => ({ value: topic, label: topic })),
  ]
  return (
    <>
      {/* In one row with whatever stands beside it. */}
      <div className="contents">
        <FilterMenu
          label="State"
          options={noticeStates.map((value) => ({ value, label: stateWords[value] }))}
          chosen={filters.state}
          onChosenChange={(chosen) => change({ state: noticeStates.filter((each) => chosen.includes(each)) })}
        />
        <FilterMenu
          label="Topic"
          options={topicOptions}
          chosen={filters.topic}
          onChosenChange={(topic) => change({ topic })}
        />
        <FilterMenu
          label="Came by"
          options={noticeOrigins.map((value) => ({ value, label: originWords[value] }))}
          chosen={filters.origin}
          onChosenChange={(chosen) =>
            change({ origin: noticeOrigins.filter((each) => chosen.includes(each)) })
          }
        />
        {vendors !== undefined && (
          <SelectControl
            toolbar
            aria-label="POS"
            className="w-36"
            options={[{ value: any, label: 'Every POS' }, ...vendors]}
            value={filters.vendor ?? any}
            onValueChange={(value) => change({ vendor: value === any ? null : value })}
          />
        )}
        {connections !== undefined && (
          <SelectControl
            toolbar
            aria-label="Connection"
            className="w-48"
            options={[{ value: any, label: 'Every connection' }, ...connections]}
            value={filters.connection ?? any}
            onValueChange={(value) => change({ connection: value === any ? null : value })}
          />
        )}
        <NoticeTimeMenu notices={notices} timeZone={timeZone} />
      </div>
      <FilterChips
        chips={chipsOf(notices, timeZone, [...(vendors ?? []), ...(connections ?? [])])}
        onClear={notices.clear}
      />
    </>
  )
}

function chipsOf({ filters, change }: NoticeFilters, timeZone: string, named: Choice[]) {
  const nameOf = (id: string) => named.find(({ value }) => value === id)?.label ?? id
  const single = (key: 'vendor' | 'connection' | 'since' | 'until', label: (value: string) => string) => {
    const value = filters[key]
    if (value === null || (named.length === 0 && key === 'connection')) return []
    return [{ key, label: label(value), onRemove: () => change({ [key]: null }) }]
  }
  const clock = (value: string) => `${value.replace('T', ' ')} ${timeZone}`
  return [
    ...filters.state.map((value) => ({
      key: `state:${value}`,
      label: `State: ${stateWords[value]}`,
      onRemove: () => change({ state: filters.state.filter((each) => each !== value) }),
    })),
    ...filters.topic.map((value) => ({
      key: `topic:${value}`,
      label: `Topic: ${value}`,
      onRemove: () => change({ topic: filters.topic.filter((each) => each !== value) }),
    })),
    ...filters.origin.map((value) => ({
      key: `origin:${value}`,
      label: `Came by: ${originWords[value]}`,
      onRemove: () => change({ origin: filters.origin.filter((each) => each !== value) }),
    })),
    ...single('vendor', (value) => `POS: ${nameOf(value)}`),
    ...single('connection', (value) => `Connection: ${nameOf(value)}`),
    ...single('since', (value) => `From ${clock(value)}`),
    ...single('until', (value) => `Before ${clock(value)}`),
  ]
}
