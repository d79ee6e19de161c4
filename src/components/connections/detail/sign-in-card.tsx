'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { ProbeSteps } from '#components/connections/probe-steps.tsx'
import { useCheck } from '#components/connections/use-check.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { Manifest } from '#server/adapters/contract.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Connection } from './connection.ts'
import { RotateCredentials } from './rotate-credentials.tsx'

type SignInCardProps = { connection: Connection; manifest: Manifest; mayWrite: boolean }

/** Which credentials are stored (never what they are), the newest check, and how to replace or try them again. */
export function SignInCard({ connection, manifest, mayWrite }: SignInCardProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [rotating, setRotating] = useState(false)
  const { check, running, failure, start } = useCheck(connection.id)
  const rotate = useMutation({
    ...trpc.connections.rotateCredentials.mutationOptions(),
    meta: { quiet: true },
  })
  const method = manifest.signInMethods.find(({ id }) => id === connection.signInMethod)
  const steps = check?.steps ?? connection.lastCheck?.steps ?? []
  return (
    <Card title="Sign-in" description={method?.label}>
      <div className="flex flex-col gap-4">
        <KeyValueList
          items={connection.credentialNames.map(({ name, updatedAt }) => ({
            label: method?.fields.find((field) => field.name === name)?.label ?? name,
            value: (
              <>
                Stored encrypted, set <TimeAgo at={updatedAt} timeZone={connection.timeZone} />
              </>
            ),
          }))}
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
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button icon={<RotateCw />} busy={running} onClick={start}>
              Check again
            </Button>
            <Button icon={<KeyRound />} onClick={() => setRotating(true)}>
              Replace credentials
            </Button>
          </div>
        )}
      </div>
      {rotating && (
        <RotateCredentials
          connection={connection}
          manifest={manifest}
          onClose={() => setRotating(false)}
          onSave={async (input) => {
            await rotate.mutateAsync({ id: connection.id, ...input })
            setRotating(false)
            start()
            await queryClient.invalidateQueries(trpc.connections.pathFilter())
          }}
        />
      )}
    </Card>
  )
}
