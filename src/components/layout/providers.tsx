'use client'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { showToast } from '#components/ui/toast.tsx'
import { DataProvider } from '#trpc/provider.tsx'

/** What the pages of Cairn stand on: URL state and data. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <DataProvider onError={tell}>{children}</DataProvider>
    </NuqsAdapter>
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
