'use client'
import clsx from 'clsx'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { inputClass } from '#components/forms/input-class.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { isTyping } from '#lib/keyboard.ts'

/** Long enough not to ask the server for every letter, short enough to feel at once. */
const settleMs = 200

/** Search in a table. `/` brings the cursor here; Escape clears. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const sent = useRef(value)
  const [text, setText] = useState(value)

  // Back and forward, and links, change the search from outside.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])

  useEffect(() => {
    if (text === sent.current) return undefined
    const timer = setTimeout(() => {
      sent.current = text.trim()
      onChange(text.trim())
    }, settleMs)
    return () => clearTimeout(timer)
  }, [text, onChange])

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== '/' || isTyping(event)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <div className="relative w-full min-w-48 md:max-w-80">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-faint"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('')
        }}
        className={clsx(
          inputClass,
          'w-full appearance-none pr-9 pl-8 [&::-webkit-search-cancel-button]:hidden',
        )}
      />
      <div className="absolute inset-y-0 right-1 flex items-center">
        {text === '' ? (
          <span aria-hidden className="px-1 max-md:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <IconButton label="Clear search" icon={<X />} className="size-6" onClick={() => setText('')} />
        )}
      </div>
    </div>
  )
}
