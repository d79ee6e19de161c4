'use client'
import { useState } from 'react'

/** Whether something has ever been open: its code is loaded then, and it may close with its own motion. */
export function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(open)
  if (open && !wanted) setWanted(true)
  return wanted || open
}
