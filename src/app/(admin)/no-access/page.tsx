import { Lock } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'No access' }

export default async function NoAccessPage() {
  const { membership } = await requirePageAccess('account.use')
  return (
    <EmptyState
      icon={<Lock />}
      title="You can’t see this page"
      heading="h1"
      action={<LinkButton href="/">Go to the overview</LinkButton>}
    >
      Your role in {membership.organizationName} is {membership.role}, and this page needs another one. An
      owner or an admin can change your role under Members.
    </EmptyState>
  )
}
