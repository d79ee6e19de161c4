import { Ban, CircleCheck, CircleX, Clock, SkipForward } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Column } from '#components/tables/column.ts'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { ChangeFields } from './change-fields.tsx'
import { actionWords, type Change, flagWords, type Place, stateWords } from './words.ts'

const looks: Record<Change['state'], { tone: Tone; icon: ReactNode }> = {
  staged: { tone: 'waiting', icon: <Clock aria-hidden /> },
  applied: { tone: 'good', icon: <CircleCheck aria-hidden /> },
  refused: { tone: 'paused', icon: <Ban aria-hidden /> },
  overtaken: { tone: 'attention', icon: <SkipForward aria-hidden /> },
  failed: { tone: 'failing', icon: <CircleX aria-hidden /> },
}

export function ChangeState({ change: { state, decidedAt } }: { change: Change }) {
  const { tone, icon } = looks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {state === 'staged' && decidedAt !== null ? 'Approved' : stateWords[state]}
    </Badge>
  )
}

/** Its name; a product's leads to what happened to it before and since. */
export function ChangedRecord({ change: { name, productId } }: { change: Change }) {
  if (productId === null) return <span className="font-medium">{name}</span>
  return (
    <ScopedLink
      href={`/catalogue/${productId}?view=history`}
      className="font-medium text-accent-ink underline"
    >
      {name}
    </ScopedLink>
  )
}

/** What of a change makes the guard look up. */
export function ChangeFlags({ change }: { change: Change }) {
  const raised = (Object.keys(flagWords) as (keyof typeof flagWords)[]).filter((flag) => change[flag])
  return (
    <span className="inline-block text-attention max-md:max-w-28 max-md:text-dense max-md:whitespace-normal">
      {raised.map((flag) => flagWords[flag]).join(', ')}
    </span>
  )
}

export const changeColumns = (place: Place): Column<Change>[] => [
  { id: 'name', header: 'Record', cell: (change) => <ChangedRecord change={change} /> },
  { id: 'entity', header: 'Kind', width: '104px', cell: ({ entity }) => entityWords[entity].label },
  { id: 'action', header: 'What', width: '92px', cell: ({ action }) => actionWords[action] },
  {
    id: 'difference',
    header: 'Before → after',
    cell: (change) => <ChangeFields change={change} place={place} />,
  },
  { id: 'flags', header: 'Stands out', width: '168px', cell: (change) => <ChangeFlags change={change} /> },
  { id: 'state', header: 'State', width: '196px', cell: (change) => <ChangeState change={change} /> },
]
