'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Eye, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { exactTime } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { useMay } from '#trpc/use-me.ts'
import type { NoticeSetup, Webhooks } from './words.ts'

type SecretProps = { connectionId: string; setup: NoticeSetup; webhooks: Webhooks; timeZone: string }

/** What proves notices: shown when a manager asks, which is written down, and replaced with the old one still taken. */
export function SecretValue({ connectionId, setup, webhooks, timeZone }: SecretProps) {
  if (webhooks.secretField !== null) {
    return (
      <>
        The credential “{setup.secretLabel ?? webhooks.secretField}” of this connection, stored encrypted. It
        is replaced under{' '}
        <ScopedLink href={`/connections/${connectionId}?tab=settings`} className="text-accent-ink underline">
          Settings
        </ScopedLink>
        ; the old one proves notices for another hour.
      </>
    )
  }
  return <OwnSecret connectionId={connectionId} setup={setup} webhooks={webhooks} timeZone={timeZone} />
}

function OwnSecret({ connectionId, setup: { address, secret }, webhooks, timeZone }: SecretProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayChange = useMay('connections.write')
  const [asking, setAsking] = useState(false)
  const reveal = useMutation(trpc.notices.revealSecret.mutationOptions())
  const rotate = useMutation(
    trpc.notices.rotateSecret.mutationOptions({
      onSuccess: () => {
        setAsking(false)
        reveal.reset()
        showToast({ kind: 'good', title: 'Replaced', description: 'The old one is taken for another day.' })
        return queryClient.invalidateQueries(trpc.notices.setup.pathFilter())
      },
    }),
  )
  const shown = reveal.data && (reveal.data.token ?? reveal.data.address)
  const hidden = webhooks.proof === 'address' ? `${address}?key=••••••••` : '••••••••••••••••'
  return (
    <div className="flex flex-col items-start gap-2">
      <span className="inline-flex max-w-full items-center gap-1">
        <code className="min-w-0 font-mono text-xs wrap-anywhere">{shown ?? hidden}</code>
        {shown !== undefined && <CopyButton text={shown} label="Copy" />}
      </span>
      {secret !== null && (
        <span className="text-ink-muted">
          Stored encrypted, made <TimeAgo at={secret.setAt} timeZone={timeZone} />
          {secret.previousUntil !== null &&
            `. The one before is taken as well until ${exactTime(secret.previousUntil, timeZone)}`}
          .
        </span>
      )}
      {mayChange && (
        <span className="flex flex-wrap gap-2">
          {shown === undefined && (
            <Button
              size="small"
              icon={<Eye />}
              busy={reveal.isPending}
              onClick={() => reveal.mutate({ connectionId })}
            >
              {webhooks.proof === 'address' ? 'Show whole address' : 'Show token'}
            </Button>
          )}
          <Button size="small" icon={<KeyRound />} onClick={() => setAsking(true)}>
            Replace
          </Button>
        </span>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={webhooks.proof === 'address' ? 'Replace the address?' : 'Replace the token?'}
        confirmLabel="Replace"
        danger={false}
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate({ connectionId })}
      >
        {webhooks.registeredBy === 'api'
          ? 'Cairn tells the POS the new one by itself. '
          : 'Enter the new one at the POS within a day. '}
        For 24 hours both are taken, so nothing is turned away meanwhile; after that, only the new one.
      </ConfirmDialog>
    </div>
  )
}
