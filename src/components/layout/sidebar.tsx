'use client'
import clsx from 'clsx'
import { usePathname } from 'next/navigation'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { useMe } from '#trpc/use-me.ts'
import { Brand } from './brand.tsx'
import { isCurrent, navigationFor } from './navigation.ts'

/** The way to every page this person may see; from 768 px on. */
export function Sidebar() {
  const { permissions, demo, organization } = useMe()
  const path = usePathname()
  return (
    <nav
      aria-label="Main"
      className="sticky top-0 flex h-dvh w-52 shrink-0 flex-col border-r border-line bg-surface max-md:hidden"
    >
      <ScopedLink href="/" className="flex h-13 items-center border-b border-line px-4 -outline-offset-2">
        <Brand />
      </ScopedLink>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-2 pt-3">
        {navigationFor(permissions, demo).map((section) => (
          <div key={section.heading ?? 'start'}>
            {section.heading !== null && (
              <p className="px-2 pb-1 text-2xs font-medium tracking-wide text-ink-faint uppercase">
                {section.heading}
              </p>
            )}
            <ul className="flex flex-col gap-0.5">
              {section.items.map((item) => {
                const current = isCurrent(item, path)
                return (
                  <li key={item.href}>
                    <ScopedLink
                      href={item.href}
                      aria-current={current ? 'page' : undefined}
                      className={clsx(
                        'flex h-8 items-center gap-2.5 rounded-control px-2 transition-colors',
                        current
                          ? 'bg-pressed font-medium text-ink'
                          : 'text-ink-muted hover:bg-hover hover:text-ink',
                      )}
                    >
                      <item.icon aria-hidden className="size-4" />
                      {item.label}
                    </ScopedLink>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
      <p className="truncate border-t border-line px-4 py-3 text-xs text-ink-muted" title={organization.name}>
        {organization.name}
      </p>
    </nav>
  )
}
