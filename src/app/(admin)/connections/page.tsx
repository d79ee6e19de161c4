import type { Metadata } from 'next'
import { ConnectionsScreen } from '#components/connections-list/connections-screen.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Connections' }

export default async function ConnectionsPage() {
  await requirePageAccess('connections.read')
  return <ConnectionsScreen />
}
