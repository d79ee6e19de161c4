import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SimulatorsScreen } from '#components/simulators/simulators-screen.tsx'
import { env } from '#env'
import { requirePageAccess } from '#server/access/page-access.ts'

export const metadata: Metadata = { title: 'Simulators' }

export default async function SimulatorsPage() {
  await requirePageAccess('simulators.use')
  if (env.SIMULATORS_URL === undefined) notFound()
  return <SimulatorsScreen />
}
