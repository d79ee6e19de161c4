'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SelectField } from '#components/forms/select-field.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Notices, Simulator } from './simulator.ts'

/** The page of the pretend vendor on which somebody types where a store's notices go; and a try of what is there. */
export function NoticeLine({ simulator, notices }: { simulator: Simulator; notices: Notices }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { vendor, name, stores } = simulator
  const { portal, trial } = notices
  const [storeKey, setStoreKey] = useState(stores[0]?.key ?? '')
  const [address, setAddress] = useState('')
  const [secret, setSecret] = useState('')
  const refresh = () => queryClient.invalidateQueries(trpc.simulators.pathFilter())
  const onError = (error: unknown) => showToast({ kind: 'failing', title: messageOf(error) })
  const subscribe = useMutation(
    trpc.simulators.subscribe.mutationOptions({
      onSuccess: (made) => {
        setAddress('')
        setSecret('')
        showToast({ kind: 'good', title: `${name} tells of ${counted(made.length, 'topic')} there` })
        return refresh()
      },
      onError,
    }),
  )
  const tryLines = useMutation(
    trpc.simulators.tryLines.mutationOptions({
      onSuccess: ({ lines }) => {
        showToast({ kind: 'good', title: `A trial went to ${counted(lines, 'address', 'addresses')}` })
        return refresh()
      },
      onError,
    }),
  )
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        subscribe.mutate({ vendor, storeKey, address, ...(secret && { secret }) })
      }}
    >
      <SelectField
        label="Store"
        options={stores.map(({ key, name: label }) => ({ value: key, label }))}
        value={storeKey}
        onValueChange={setStoreKey}
      />
      {portal.topics.length > 0 && (
        <>
          <div className="min-w-60 flex-1">
            <TextField
              label={`${name} tells at this address`}
              type="url"
              required
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          </div>
          {portal.token && (
            <div className="min-w-40">
              <TextField
                label="Token"
                required
                autoComplete="off"
                value={secret}
                onChange={(event) => setSecret(event.target.value)}
              />
            </div>
          )}
          <Button type="submit" busy={subscribe.isPending}>
            Add the address
          </Button>
        </>
      )}
      {trial && (
        <Button busy={tryLines.isPending} onClick={() => tryLines.mutate({ vendor, storeKey })}>
          Send a trial
        </Button>
      )}
    </form>
  )
}
