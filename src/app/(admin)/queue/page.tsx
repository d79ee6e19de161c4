import type { Metadata } from 'next'
import { QueueScreen } from '#components/queue/queue-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Queue' }

export default async function QueuePage() {
  await requirePageAccess('queue.read')
  return <QueueScreen />
}
