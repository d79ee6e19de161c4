import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { PasswordCard } from '#components/account/password-card.tsx'
import { SessionsCard } from '#components/account/sessions-card.tsx'
import { roleWords } from '#components/members/role-words.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'
import { serverQueryClient, serverTrpc } from '#trpc/server.ts'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { user, membership } = await requirePageAccess('account.use')
  const queryClient = serverQueryClient()
  await queryClient.prefetchQuery(serverTrpc.me.sessions.queryOptions())
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        title={user.name}
        description={`${user.email} · ${roleWords[membership.role].label} at ${membership.organizationName}`}
      />
      <div className="flex max-w-180 flex-col gap-4">
        <SessionsCard />
        <PasswordCard email={user.email} />
      </div>
    </HydrationBoundary>
  )
}
