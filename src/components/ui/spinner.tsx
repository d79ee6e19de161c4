import { LoaderCircle } from 'lucide-react'

/** Decoration only: the element around it carries `aria-busy` and the words. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="size-4 animate-spin" />
}
