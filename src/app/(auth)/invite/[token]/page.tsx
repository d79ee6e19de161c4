import type { Metadata } from 'next'
import { AcceptForm } from '#components/auth/accept-form.tsx'
import { AuthCard } from '#components/auth/auth-card.tsx'
import { Providers } from '#components/layout/providers.tsx'
import { roleWords } from '#components/members/role-words.ts'
import { buttonClass } from '#components/ui/button-class.ts'
import { findInvitation } from '#server/access/members/accept-invitation.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'

// The address holds the secret of the invitation: it must not travel on as a referrer.
export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

type InvitePageProps = { params: Promise<{ token: string }> }

export default async function InvitePage({ params }: InvitePageProps) {
  const { token } = await params
  const invitation = await findInvitation(pool, token, systemClock.now()).catch((error: unknown) => {
    if (error instanceof AppError) return error
    throw error
  })
  if (invitation instanceof AppError) {
    return (
      <AuthCard title="This invitation can’t be used" description={invitation.message}>
        <a href="/sign-in" className={buttonClass()}>
          Go to sign-in
        </a>
      </AuthCard>
    )
  }
  const role = roleWords[invitation.role]
  return (
    <AuthCard
      title={`Join ${invitation.organizationName}`}
      description={`You are invited as ${role.label.toLowerCase()}: ${role.detail}`}
    >
      <Providers>
        <AcceptForm token={token} email={invitation.email} />
      </Providers>
    </AuthCard>
  )
}
