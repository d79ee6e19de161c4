'use client'
import {
  type ComponentType,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'

/**
 * A button that stands in for a control of many kilobytes until somebody uses it. Pointing at it or going to it fetches
 * the code; a click or an arrow key puts the control in its place, where `useFirstPress` opens it.
 *
 * @param load always the same function
 * @returns `Control`, null until it takes the place, and the props of the button that stands in
 */
export function useLateControl<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Control, setControl] = useState<ComponentType<Props> | null>(null)
  // Out of reach just now: the next click tries again.
  const fetch = () => void load().catch(() => {})
  const bring = () =>
    void load().then(
      (loaded) => setControl(() => loaded),
      () => {},
    )
  const standIn = {
    'aria-expanded': false,
    onPointerEnter: fetch,
    onFocus: fetch,
    onClick: bring,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      bring()
    },
  }
  return { Control, standIn }
}

/**
 * For the control's own button: takes over the focus of the one that stood in and does what that was asked for.
 * @param also another place that wants to know the button
 */
export function useFirstPress(also?: Ref<HTMLButtonElement>): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  const pressed = useRef(false)
  useImperativeHandle(also, () => button.current as HTMLButtonElement)
  useEffect(() => {
    if (pressed.current) return
    pressed.current = true
    button.current?.focus()
    button.current?.click()
  }, [])
  return button
}
