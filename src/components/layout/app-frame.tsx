import type { ReactNode } from 'react'
import { LiveUpdates } from '#trpc/live-updates.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame around every page for signed-in people. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <LiveUpdates>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-control bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="flex">
        <Sidebar />
        <div className="min-w-0 flex-1">
          <TopBar />
          <main
            id="content"
            tabIndex={-1}
            className="flex flex-col gap-4 p-4 pb-24 outline-none md:p-6 md:pb-12"
          >
            {children}
          </main>
        </div>
      </div>
      <BottomBar />
    </LiveUpdates>
  )
}
