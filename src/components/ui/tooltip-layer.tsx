'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import { useEffect, useRef, useState } from 'react'
import { useLast } from '#lib/use-last.ts'
import { tooltipAttribute } from './tooltip.tsx'

/** Long enough not to flash up on the way to something else. */
const openMs = 300
/** Time to get from the thing to its words, which can be pointed at too. */
const leaveMs = 120

type Shown = { anchor: Element; text: string }

function ownerOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(`[${tooltipAttribute}]`) : null
}

/** Shows the words of whatever on the page has some: one for all, since there is never more than one to see. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  const last = useLast(shown)
  const popup = useRef<HTMLDivElement>(null)
  const open = shown !== null

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let hovered: Element | null = null
    const later = (ms: number, next: Shown | null) => {
      clearTimeout(timer)
      timer = setTimeout(() => setShown(next?.anchor.isConnected === false ? null : next), ms)
    }
    const wordsOf = (anchor: Element): Shown => ({
      anchor,
      text: anchor.getAttribute(tooltipAttribute) ?? '',
    })
    const close = () => later(0, null)
    const over = (event: PointerEvent) => {
      if (event.pointerType === 'touch' || event.buttons > 0) return
      if (event.target instanceof Node && popup.current?.contains(event.target)) return clearTimeout(timer)
      const owner = ownerOf(event.target)
      if (owner === hovered && owner !== null) return
      hovered = owner
      if (owner === null) later(leaveMs, null)
      else later(popup.current === null ? openMs : 0, wordsOf(owner))
    }
    const focus = (event: FocusEvent) => {
      const owner = ownerOf(event.target)
      if (owner?.matches(':focus-visible')) later(0, wordsOf(owner))
    }
    const listeners: [string, (event: never) => void][] = [
      ['pointerover', over],
      ['focusin', focus],
      ['focusout', close],
      ['pointerdown', close],
      // Escape among them.
      ['keydown', close],
    ]
    for (const [name, listener] of listeners) document.addEventListener(name, listener as EventListener)
    return () => {
      clearTimeout(timer)
      for (const [name, listener] of listeners) document.removeEventListener(name, listener as EventListener)
    }
  }, [])

  return (
    <Tooltip.Root open={open} onOpenChange={(next) => !next && setShown(null)}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={last?.anchor ?? null} sideOffset={6} className="z-50">
          <Tooltip.Popup
            ref={popup}
            className="max-w-72 rounded-control border border-line bg-raised px-2 py-1 text-xs text-ink shadow-overlay transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {last?.text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
