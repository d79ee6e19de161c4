'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryState } from 'nuqs'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useTRPC } from '#trpc/client.ts'
import { useMay } from '#trpc/use-me.ts'
import { InvitationsCard } from './invitations-card.tsx'
import { InviteButton } from './invite-button.tsx'
import { MembersTable } from './members-table.tsx'

const MemberSheet = dynamic(() => import('./member-sheet.tsx').then((file) => file.MemberSheet), {
  ssr: false,
})

/** Who works here, as what, and who is on the way. */
export function MembersScreen() {
  const trpc = useTRPC()
  const members = useQuery(trpc.members.list.queryOptions())
  const [openId, setOpenId] = useQueryState('member', parseAsString.withOptions({ history: 'push' }))
  const mayWrite = useMay('members.write')
  const open = members.data?.find((member) => member.id === openId)

  return (
    <>
      <PageHeader
        title="Members"
        description="Who can sign in, what they may do, and for which stores."
        actions={mayWrite && <InviteButton />}
      />
      <Card flush>
        <MembersTable query={members} openId={openId} onOpen={(member) => void setOpenId(member.id)} />
      </Card>
      <InvitationsCard />
      {open && <MemberSheet key={open.id} member={open} onClose={() => void setOpenId(null)} />}
    </>
  )
}
