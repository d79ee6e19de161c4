import type { ReactNode } from 'react'

type AuthCardProps = { title: string; description?: ReactNode; children?: ReactNode }

/** The one thing on a page for people who are not signed in. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <section className="flex w-full max-w-100 flex-col gap-6 rounded-card border border-line bg-surface p-6 md:p-8">
      <div className="flex flex-col gap-1">
        <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
        {description !== undefined && <p className="text-ink-muted">{description}</p>}
      </div>
      {children}
    </section>
  )
}
