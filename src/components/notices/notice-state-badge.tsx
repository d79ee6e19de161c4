import { Check, CircleX, Clock, Equal, EyeOff, RotateCw } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { type NoticeState, stateTones, stateWords } from './words.ts'

const icons = {
  dead: <CircleX aria-hidden />,
  waiting: <RotateCw aria-hidden />,
  received: <Clock aria-hidden />,
  applied: <Check aria-hidden />,
  unchanged: <Equal aria-hidden />,
  ignored: <EyeOff aria-hidden />,
}

/** What became of a notice. */
export function NoticeStateBadge({ state }: { state: NoticeState }) {
  return (
    <Badge tone={stateTones[state]} icon={icons[state]}>
      {stateWords[state]}
    </Badge>
  )
}
