import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { buttonClass } from '#components/ui/button-class.ts'
import { inputClass } from './input-class.ts'

/** Classes of the button of a select: like the buttons of a toolbar, or like a field of a form. */
export function selectClass({
  toolbar,
  className,
}: {
  toolbar?: boolean | undefined
  className?: string | undefined
}): string {
  return clsx(
    toolbar === true ? buttonClass() : inputClass,
    'flex items-center justify-between gap-2 text-left',
    className ?? 'w-full',
  )
}

/** What stands on it: the chosen one, or what to do. */
export function SelectFace({
  options,
  value,
  placeholder = 'Choose…',
}: {
  options: readonly { value: string; label: string }[]
  value: string | null
  placeholder?: string | undefined
}) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate text-left">
        {options.find((option) => option.value === value)?.label ?? placeholder}
      </span>
      <ChevronDown aria-hidden className="size-4 text-ink-muted" />
    </>
  )
}
