import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthCard } from '#components/auth/auth-card.tsx'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { env } from '#env'
import { safeCallback } from '#lib/safe-callback.ts'
import { demoSignIn } from '#server/access/demo-sign-in.ts'
import { currentIdentity } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl } = await searchParams
  const target = safeCallback(typeof callbackUrl === 'string' ? callbackUrl : undefined)
  if (await currentIdentity()) redirect(target)
  return (
    <>
      <AuthCard title="Sign in" description="Connect your stores’ point of sale and keep the menu right.">
        <SignInForm target={target} />
      </AuthCard>
      {env.DEMO && <DemoHint />}
    </>
  )
}

function DemoHint() {
  return (
    <section
      aria-label="Demo"
      className="w-full max-w-100 rounded-card border border-line px-6 py-4 text-dense text-ink-muted md:px-8"
    >
      <p>This is a demo with made-up stores. Look around as its owner:</p>
      <p className="mt-2 font-mono text-ink select-all">{demoSignIn.email}</p>
      <p className="font-mono text-ink select-all">{demoSignIn.password}</p>
      <p className="mt-2">The terminal that started it lists the other roles.</p>
    </section>
  )
}
