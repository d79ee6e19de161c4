'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import { Card } from '#components/ui/card.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'

/** What happens to products the POS has and the catalogue doesn't know. */
export function CreationPolicyCard({ connectionId, mayWrite }: { connectionId: string; mayWrite: boolean }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data } = useQuery(trpc.review.policy.queryOptions({ connectionId }))
  const save = useMutation(
    trpc.review.setPolicy.mutationOptions({
      onSuccess: async () => {
        showToast({
          kind: 'good',
          title: 'New products: saved',
          description: 'It counts from the next sync on.',
        })
        await queryClient.invalidateQueries(trpc.review.pathFilter())
      },
    }),
  )
  return (
    <Card title="New products">
      {data === undefined ? (
        <SkeletonText lines={3} />
      ) : (
        <div className="flex flex-col gap-3">
          <RadioCards
            label="When the POS has a product the catalogue doesn’t know"
            columns={2}
            value={data.policy}
            options={[
              {
                value: 'create',
                label: 'Create it at once',
                detail: 'It is in the catalogue as soon as it is read.',
                disabled: !mayWrite || save.isPending,
              },
              {
                value: 'review',
                label: 'Wait for a person',
                detail: 'It waits under Review to be created, linked to a product, or ignored.',
                disabled: !mayWrite || save.isPending,
              },
            ]}
            onValueChange={(policy) => save.mutate({ connectionId, policy })}
          />
          {data.waiting > 0 && (
            <p className="text-dense text-ink-muted">
              <ScopedLink href={`/review?connection=${connectionId}`} className="text-ink hover:underline">
                {counted(data.waiting, 'record')} of this connection
              </ScopedLink>{' '}
              {data.waiting === 1 ? 'waits' : 'wait'} for review.
            </p>
          )}
        </div>
      )}
    </Card>
  )
}
