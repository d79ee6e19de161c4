'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ExternalLink, KeyRound, RotateCw } from 'lucide-react'
import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useEffect, useRef, useState } from 'react'
import { ProbeSteps } from '#components/connections/probe-steps.tsx'
import { methodOf } from '#components/connections/sign-in-method.ts'
import { SignInProblemNote } from '#components/connections/sign-in-problem-note.tsx'
import { useCheck } from '#components/connections/use-check.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { signInProblems } from '#lib/sign-in-problems.ts'
import type { Manifest } from '#server/adapters/contract.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Connection } from './connection.ts'
import { RotateCredentials } from './rotate-credentials.tsx'

type SignInCardProps = {
  connection: Connection
  manifest: Manifest
  callbackUrl: string | undefined
  mayWrite: boolean
}

/** What Cairn made itself is no field of the vendor's form. */
const madeHere: Record<string, string> = {
  webhook: 'Token of notices',
  webhook_previous: 'Token of notices, the one before',
}

/** How a person came back from the vendor's own page. */
const returned = {
  signedIn: parseAsBoolean.withDefault(false),
  problem: parseAsStringLiteral(signInProblems),
}

/** Which credentials are stored (never what they are), the newest check, and how to replace or try them again. */
export function SignInCard({ connection, manifest, callbackUrl, mayWrite }: SignInCardProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [rotating, setRotating] = useState(false)
  const [{ signedIn, problem }, setReturned] = useQueryStates(returned)
  const { check, running, failure, start } = useCheck(connection.id)
  const place = useRef<HTMLDivElement>(null)
  const rotate = useMutation({
    ...trpc.connections.rotateCredentials.mutationOptions(),
    meta: { quiet: true },
  })
  const signIn = useMutation(
    trpc.connections.startSignIn.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }),
  )
  const method = methodOf(manifest, connection.signInMethod)
  const interactive = method?.interactive === true
  const steps = check?.steps ?? connection.lastCheck?.steps ?? []

  // The card is not the first on its page, and whoever comes back wants to know how it went.
  useEffect(() => {
    if (signedIn || problem !== null) place.current?.scrollIntoView({ block: 'center' })
  }, [signedIn, problem])

  // A sign-in that has just been brought is tried at once, like new credentials.
  useEffect(() => {
    if (!signedIn) return
    void setReturned({ signedIn: null }, { history: 'replace' })
    start()
  }, [signedIn, setReturned, start])

  return (
    <Card title="Sign-in" description={method?.label}>
      <div ref={place} className="flex flex-col gap-4">
        {problem !== null && <SignInProblemNote problem={problem} vendor={manifest.name} />}
        <KeyValueList
          items={[
            ...connection.credentialNames.map(({ name, updatedAt }) => ({
              label: method?.fields.find((field) => field.name === name)?.label ?? madeHere[name] ?? name,
              value: (
                <>
                  Stored encrypted, set <TimeAgo at={updatedAt} timeZone={connection.timeZone} />
                </>
              ),
            })),
            ...(interactive
              ? [
                  {
                    label: 'Access',
                    value: connection.hasToken
                      ? `Allowed at ${manifest.name}, stored encrypted`
                      : `Not allowed at ${manifest.name} yet`,
                  },
                ]
              : []),
          ]}
        />
        {connection.lastCheck !== null && check === null && (
          <p className="text-dense text-ink-muted">
            Last check: <TimeAgo at={connection.lastCheck.endedAt} timeZone={connection.timeZone} />
          </p>
        )}
        {steps.length > 0 && <ProbeSteps steps={steps} />}
        {failure !== null && (
          <p role="alert" className="text-dense text-failing">
            {failure}
          </p>
        )}
        {connection.declared && (
          <p className="text-dense text-ink-muted">
            These credentials come from the environment of Cairn’s worker: the variables whose names begin
            with POS_. To change them, change those and start the worker again; it checks them at once.
          </p>
        )}
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            {interactive && (
              <Button
                look={connection.signInRefused || !connection.hasToken ? 'primary' : 'secondary'}
                icon={<ExternalLink />}
                busy={signIn.isPending}
                onClick={() => signIn.mutate({ id: connection.id })}
              >
                {connection.hasToken ? 'Sign in again' : `Sign in at ${manifest.name}`}
              </Button>
            )}
            <Button icon={<RotateCw />} busy={running} onClick={start}>
              Check again
            </Button>
            {!connection.declared && (
              <Button icon={<KeyRound />} onClick={() => setRotating(true)}>
                Replace credentials
              </Button>
            )}
          </div>
        )}
      </div>
      {rotating && (
        <RotateCredentials
          connection={connection}
          manifest={manifest}
          callbackUrl={callbackUrl}
          onClose={() => setRotating(false)}
          onSave={async (input, goOn) => {
            await rotate.mutateAsync({ id: connection.id, ...input })
            if (goOn) await signIn.mutateAsync({ id: connection.id })
            else start()
            setRotating(false)
            await queryClient.invalidateQueries(trpc.connections.pathFilter())
          }}
        />
      )}
    </Card>
  )
}
