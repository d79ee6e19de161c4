'use client'
import { skipToken, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useCallback, useState } from 'react'
import type { ProbeStep } from '#server/model/probe.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

type Check = { steps: ProbeStep[]; done: boolean; ok: boolean }

/** A connection check that streams its steps. `start` runs it (again); nothing runs before. */
export function useCheck(connectionId: string | null) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [running, setRunning] = useState(false)
  const [check, setCheck] = useState<Check | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  useSubscription(
    trpc.connections.check.subscriptionOptions(
      running && connectionId !== null ? { id: connectionId } : skipToken,
      {
        onData: (snapshot) => {
          setCheck(snapshot)
          if (!snapshot.done) return
          setRunning(false)
          void queryClient.invalidateQueries(trpc.connections.pathFilter())
        },
        onError: (error) => {
          setRunning(false)
          setFailure(messageOf(error))
        },
      },
    ),
  )

  const start = useCallback(() => {
    setCheck(null)
    setFailure(null)
    setRunning(true)
  }, [])

  return { check, running, failure, start }
}
