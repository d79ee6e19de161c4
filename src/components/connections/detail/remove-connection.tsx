'use client'
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Connection } from './connection.ts'

/** Removes a connection with everything read through it, after saying exactly what that is. */
export function RemoveConnection({ connection }: { connection: Connection }) {
  const trpc = useTRPC()
  const push = useScopedPush()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const preview = useQuery(
    trpc.connections.removalPreview.queryOptions(asking ? { id: connection.id } : skipToken),
  )
  const remove = useMutation(
    trpc.connections.remove.mutationOptions({
      onSuccess: () => {
        showToast({ kind: 'good', title: `${connection.name} was removed` })
        push('/connections')
        return queryClient.invalidateQueries()
      },
    }),
  )
  const lost = preview.data
  return (
    <Card
      title="Remove this connection"
      description="Its credentials and everything read through it are deleted."
    >
      <Button look="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
        Remove connection
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove ${connection.name}?`}
        confirmLabel="Remove connection"
        typeToConfirm={connection.name}
        busy={remove.isPending}
        onConfirm={(confirmName) => remove.mutate({ id: connection.id, confirmName })}
      >
        {lost === undefined ? (
          <SkeletonText lines={3} />
        ) : (
          <>
            <p>This cannot be undone. These will be lost:</p>
            <ul className="mt-2 list-disc pl-5">
              <li>
                {counted(lost.products, 'product')} with {counted(lost.variants, 'variant')} and{' '}
                {counted(lost.batches, 'batch', 'batches')}
              </li>
              <li>
                {counted(lost.customers, 'customer')} and {counted(lost.orders, 'order')}
              </li>
              <li>
                {counted(lost.sourceRecords, 'record')} as the POS sent{' '}
                {lost.sourceRecords === 1 ? 'it' : 'them'}
              </li>
              <li>
                {counted(lost.runs, 'sync')} and {counted(lost.issues, 'issue')} of its history
              </li>
              <li>The stored credentials</li>
            </ul>
            <p className="mt-2">Nothing changes in the POS itself.</p>
          </>
        )}
      </ConfirmDialog>
    </Card>
  )
}
