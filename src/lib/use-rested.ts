'use client'
import { useEffect, useState } from 'react'
import { afterLoad } from './after-load.ts'

/** Whether the page has loaded and what can wait may begin. */
export function useRested(): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => afterLoad(() => setRested(true)), [])
  return rested
}
