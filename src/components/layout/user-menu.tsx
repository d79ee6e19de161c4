'use client'
import { CircleUser, LogOut } from 'lucide-react'
import { Menu } from '#components/ui/menu.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import { useMe } from '#trpc/use-me.ts'

/** "Ada Kim" → "AK" */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}

/** next-auth's client is 20 kB and needed once a day: it comes when it is asked for. */
async function leave() {
  const { signOut } = await import('next-auth/react')
  await signOut({ callbackUrl: '/sign-in' })
}

/** Own account and the way out. */
export function UserMenu() {
  const { user, role } = useMe()
  const push = useScopedPush()
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${initials(user.name)}, account of ${user.name}`}
          className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink"
        >
          {initials(user.name)}
        </button>
      }
      head={
        <div className="mb-1 border-b border-line px-2 pt-1 pb-2">
          <p className="font-medium">{user.name}</p>
          <p className="text-dense text-ink-muted">
            {user.email} · {role}
          </p>
        </div>
      }
      items={[
        { label: 'Account', icon: <CircleUser />, onSelect: () => push('/account') },
        { label: 'Sign out', icon: <LogOut />, onSelect: () => void leave() },
      ]}
    />
  )
}
