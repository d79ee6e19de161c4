import type { Metadata } from 'next'
import { ConnectionWizard } from '#components/connections/wizard/connection-wizard.tsx'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Connect a store' }

export default async function NewConnectionPage() {
  await requirePageAccess('connections.write')
  return <ConnectionWizard />
}
