'use client'
import { CalendarClock } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { SelectControl } from '#components/forms/select-control.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { localTimeOf } from '#lib/zoned-time.ts'
import { type NoticeFilters, type Within, withins } from './use-notice-filters.ts'

const withinWords: Record<Within, string> = {
  hour: 'Last hour',
  day: 'Last 24 h',
  week: 'Last 7 days',
  month: 'Last 30 days',
}
const exact = 'exact'

const options: { value: Within | typeof exact; label: string }[] = [
  ...withins.map((value) => ({ value, label: withinWords[value] })),
  { value: exact, label: 'Between two times…' },
]

/** When what is shown came in: within a length of time, or between two times on the clocks of a zone. */
export function NoticeTimeMenu({ notices, timeZone }: { notices: NoticeFilters; timeZone: string }) {
  const [asking, setAsking] = useState(false)
  const { filters, change } = notices
  const isExact = filters.since !== null || filters.until !== null
  return (
    <>
      <SelectControl
        toolbar
        aria-label="Received"
        className="w-44"
        options={options}
        value={isExact ? exact : filters.within}
        onValueChange={(value) => {
          if (value === exact) setAsking(true)
          else change({ within: value, since: null, until: null })
        }}
      />
      {isExact && (
        <Button icon={<CalendarClock />} onClick={() => setAsking(true)}>
          Change times
        </Button>
      )}
      {asking && (
        <TimesDialog
          since={filters.since ?? localTimeOf(notices.time.since, timeZone)}
          until={filters.until ?? ''}
          timeZone={timeZone}
          onClose={() => setAsking(false)}
          onSave={(times) => {
            change(times)
            setAsking(false)
          }}
        />
      )}
    </>
  )
}

type TimesDialogProps = {
  since: string
  until: string
  timeZone: string
  onClose: () => void
  onSave: (times: { since: string | null; until: string | null }) => void
}

function TimesDialog({ timeZone, onClose, onSave, ...initial }: TimesDialogProps) {
  const formId = useId()
  const [since, setSince] = useState(initial.since)
  const [until, setUntil] = useState(initial.until)
  const turned = since !== '' && until !== '' && until <= since

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!turned) onSave({ since: since || null, until: until || null })
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Received between"
      description={`Times on the clocks of ${timeZone}.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary">
            Show these
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="From"
          type="datetime-local"
          value={since}
          onChange={(event) => setSince(event.target.value)}
        />
        <TextField
          label="Before"
          optional
          type="datetime-local"
          value={until}
          error={turned ? 'This is not after the time above.' : undefined}
          onChange={(event) => setUntil(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
