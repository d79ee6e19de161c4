'use client'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'

/** Light or dark, known before the first paint. `nonce` lets the page's policy run the script that sees to it. */
export function Theme({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange {...(nonce === undefined ? {} : { nonce })}>
      {children}
    </ThemeProvider>
  )
}
