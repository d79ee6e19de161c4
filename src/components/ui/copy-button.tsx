'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button.tsx'
import { showToast } from './toast.tsx'

const confirmationMs = 1500

/** Copies `text` and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), confirmationMs)
    return () => clearTimeout(timer)
  }, [copied])

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () =>
        showToast({
          kind: 'failing',
          title: 'Nothing was copied',
          description: 'The browser refused. Select the text and copy it by hand.',
        }),
    )
  }

  return (
    <IconButton
      label={copied ? 'Copied' : label}
      icon={copied ? <Check className="text-good" /> : <Copy />}
      onClick={(event) => {
        event.stopPropagation()
        copy()
      }}
      className="size-6"
    />
  )
}
