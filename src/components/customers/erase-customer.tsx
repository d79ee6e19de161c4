'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { useTRPC } from '#trpc/client.ts'
import type { CustomerView } from './use-customer.ts'

/** Erases a person after a question; for those who may. */
export function EraseCustomer({ view: { customer, connection } }: { view: CustomerView }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const erase = useMutation(
    trpc.customers.erase.mutationOptions({
      onSuccess: () => showToast({ kind: 'good', title: 'The customer was erased' }),
      onSettled: async () => {
        setAsking(false)
        await Promise.all([
          queryClient.invalidateQueries(trpc.customers.pathFilter()),
          queryClient.invalidateQueries(trpc.orders.pathFilter()),
        ])
      },
    }),
  )
  return (
    <Card title="Erase this customer" description="For people who ask to be forgotten.">
      <Button look="danger" icon={<Eraser />} onClick={() => setAsking(true)}>
        Erase customer
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Erase this customer?"
        confirmLabel="Erase customer"
        typeToConfirm="erase"
        busy={erase.isPending}
        onConfirm={() => erase.mutate({ id: customer.id })}
      >
        <p>
          This cannot be undone. The key their data is encrypted with is destroyed: name, contacts, papers and
          every record that was received of them can’t be read any more, by anybody.
        </p>
        <p className="mt-2">
          Their orders stay as figures, without a link to them. Syncs leave them out from now on. Nothing
          changes at {connection.vendorName}: erase them there as well.
        </p>
      </ConfirmDialog>
    </Card>
  )
}
