import { CircleX } from 'lucide-react'

/** Why a form could not be taken, when it isn't about one field. Read out when it appears. */
export function FormAlert({ message }: { message: string | undefined }) {
  if (message === undefined) return null
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-control border border-failing-line bg-failing-soft px-3 py-2 text-failing"
    >
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
      {message}
    </p>
  )
}
