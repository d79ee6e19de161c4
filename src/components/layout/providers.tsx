'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { showToast, Toaster } from '#components/ui/toast.tsx'
import { DataProvider } from '#trpc/provider.tsx'

/** What every page stands on: theme, URL state, data, tooltips, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange>
      <NuqsAdapter>
        <DataProvider onError={tell}>
          <Tooltip.Provider delay={300}>
            <Toaster>{children}</Toaster>
          </Tooltip.Provider>
        </DataProvider>
      </NuqsAdapter>
    </ThemeProvider>
  )
}

/** Signed out: to the sign-in page and back here afterwards. Anything else is said in passing. */
function tell({ code, message }: { code: string | undefined; message: string }): void {
  if (code !== 'UNAUTHORIZED') {
    showToast({ kind: 'failing', title: message })
    return
  }
  const here = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`)
}
