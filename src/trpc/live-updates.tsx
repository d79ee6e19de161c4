'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTRPC } from './client.ts'

export type LiveState = { connected: boolean; since: Date | null }
const topics = ['run', 'connection', 'catalog', 'customer', 'order', 'member', 'notice', 'queue'] as const
type Topic = (typeof topics)[number]

/** A busy sync sends many notices a second; what they touch is read again at most this often. */
const settleMs = 1000

const LiveContext = createContext<LiveState>({ connected: false, since: null })

/** Whether changes arrive by themselves, and since when (not). */
export function useLiveState(): LiveState {
  return useContext(LiveContext)
}

/** Keeps what is on the screen true: listens to the live stream and marks the queries it touches as stale. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const trpc = useTRPC()
  const [state, setState] = useState<LiveState>({ connected: false, since: null })
  const invalidate = useInvalidation()
  const wasConnected = useRef(false)

  useSubscription(
    trpc.live.changes.subscriptionOptions(
      {},
      {
        onData: (notice) => {
          if (notice.topic !== 'ping') invalidate(notice.topic)
        },
        onConnectionStateChange: (next) => {
          const connected = next.state === 'pending'
          setState((old) =>
            old.connected === connected && old.since !== null ? old : { connected, since: new Date() },
          )
          // What happened while nobody listened is unknown: read everything on the screen again.
          if (connected && wasConnected.current) invalidate(...topics)
          wasConnected.current ||= connected
        },
      },
    ),
  )

  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>
}

function useInvalidation() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const waiting = useRef(new Set<Topic>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const touched = useMemo(
    () => ({
      run: [
        trpc.runs.pathFilter(),
        trpc.changes.pathFilter(),
        trpc.connections.pathFilter(),
        trpc.overview.pathFilter(),
        trpc.health.pathFilter(),
        trpc.schedules.pathFilter(),
      ],
      connection: [trpc.connections.pathFilter(), trpc.overview.pathFilter(), trpc.schedules.pathFilter()],
      catalog: [trpc.catalog.pathFilter(), trpc.overview.pathFilter()],
      customer: [trpc.customers.pathFilter()],
      order: [trpc.orders.pathFilter()],
      member: [trpc.members.pathFilter(), trpc.me.pathFilter()],
      // Bodies never change, and reading one of a person's is written down.
      notice: [
        trpc.notices.list.pathFilter(),
        trpc.notices.summary.pathFilter(),
        trpc.notices.get.pathFilter(),
        trpc.notices.setup.pathFilter(),
        trpc.notices.replayProgress.pathFilter(),
      ],
      queue: [trpc.queue.pathFilter()],
    }),
    [trpc],
  )

  useEffect(() => () => clearTimeout(timer.current), [])

  return useCallback(
    (...topics: Topic[]) => {
      for (const topic of topics) waiting.current.add(topic)
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        const filters = new Set([...waiting.current].flatMap((topic) => touched[topic]))
        waiting.current.clear()
        for (const filter of filters) {
          // A busy queue speaks every second: a question that takes longer is let finish, or none ever would.
          const cancelRefetch = !touched.queue.includes(filter)
          void queryClient.invalidateQueries(filter, { cancelRefetch })
        }
      }, settleMs)
    },
    [queryClient, touched],
  )
}
