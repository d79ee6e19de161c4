'use client'
import { useState } from 'react'
import type { RowSelection } from '#components/tables/row-selection.ts'
import { SelectionBar } from '#components/tables/selection-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { counted } from '#lib/numbers.ts'
import { useDecide } from './use-decide.ts'
import type { Alike, ReviewState } from './words.ts'

type Kind = 'create' | 'link' | 'ignore' | 'reopen'

const offered: Record<ReviewState, Kind[]> = {
  waiting: ['create', 'link', 'ignore'],
  created: [],
  linked: ['reopen'],
  ignored: ['create', 'reopen'],
}
const labels: Record<Kind, string> = {
  create: 'Create products',
  link: 'Link to best proposal',
  ignore: 'Ignore',
  reopen: 'Review again',
}
/** More than this is worth a second look. */
const many = 50

/** What can be done with the chosen records, one or thousands at a time. */
export function ReviewBar({
  selection,
  total,
  state,
  filter,
}: {
  selection: RowSelection
  total: number
  state: ReviewState
  filter: {
    storeId?: string | undefined
    connectionId?: string | undefined
    alike?: Alike | undefined
    q?: string | undefined
    state: ReviewState
  }
}) {
  const decide = useDecide()
  const [asked, setAsked] = useState<Kind | null>(null)
  const kinds = offered[state].filter((kind) => kind !== 'link' || filter.alike !== 'none')
  const chosen = selection.all ? total : selection.ids.size
  const send = (kind: Kind) =>
    decide.mutate(
      { chosen: selection.all ? { filter } : { ids: [...selection.ids] }, decision: { kind } },
      {
        onSuccess: selection.clear,
        onSettled: () => setAsked(null),
      },
    )
  return (
    <>
      <SelectionBar selection={selection} total={total} noun="records">
        {kinds.map((kind, place) => (
          <Button
            key={kind}
            size="small"
            look={place === 0 ? 'primary' : 'secondary'}
            busy={decide.isPending && decide.variables.decision.kind === kind}
            disabled={decide.isPending}
            onClick={() => (chosen > many ? setAsked(kind) : send(kind))}
          >
            {labels[kind]}
          </Button>
        ))}
      </SelectionBar>
      {asked !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title={`${labels[asked]}: ${counted(chosen, 'record')}?`}
          confirmLabel={labels[asked]}
          danger={false}
          busy={decide.isPending}
          onConfirm={() => send(asked)}
        >
          {asked === 'create' &&
            'They become products with all the POS says of them. A product that exists does not wait for review again.'}
          {asked === 'link' &&
            'Those with a proposal become another source key of the surest one; the others go on waiting.'}
          {asked === 'ignore' &&
            'They become nothing, also when the POS changes them. You can review them again later.'}
          {asked === 'reopen' &&
            'They wait for a decision again. What a link brought to its product leaves it.'}
        </ConfirmDialog>
      )}
    </>
  )
}
