'use client'
import { type RefObject, useEffect, useState } from 'react'
import { useRested } from './use-rested.ts'

/** Something is prepared while it is still this far below the window. */
const ahead = '200px'

/** Whether an element has come into view since the page has loaded. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const rested = useRested()
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!rested || seen || element.current === null) return undefined
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: ahead },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [rested, seen, element])
  return seen
}
