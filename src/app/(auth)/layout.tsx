import type { ReactNode } from 'react'
import { Brand } from '#components/layout/brand.tsx'
import { ThemeToggle } from '#components/layout/theme-toggle.tsx'
import { LateLayers } from '#components/ui/late-layers.tsx'

/** Pages for people who are not signed in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between p-4 md:px-6">
        <Brand />
        <ThemeToggle />
      </header>
      <main className="flex flex-1 flex-col items-center gap-4 px-4 pt-[8vh] pb-12">{children}</main>
      <LateLayers />
    </div>
  )
}
