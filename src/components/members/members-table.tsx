import type { UseQueryResult } from '@tanstack/react-query'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMe } from '#trpc/use-me.ts'
import { roleWords } from './role-words.ts'
import { storeWords } from './store-words.ts'

export type MemberRow = Outputs['members']['list'][number]

type MembersTableProps = {
  query: UseQueryResult<MemberRow[], unknown>
  openId: string | null
  onOpen: (member: MemberRow) => void
}

export function MembersTable({ query, openId, onOpen }: MembersTableProps) {
  const { stores, user } = useMe()
  const nameOf = (member: MemberRow) => (member.userId === user.id ? `${member.name} (you)` : member.name)
  const columns: Column<MemberRow>[] = [
    { id: 'name', header: 'Name', cell: (member) => <span className="font-medium">{nameOf(member)}</span> },
    { id: 'email', header: 'E-mail', cell: (member) => member.email },
    { id: 'role', header: 'Role', cell: (member) => roleWords[member.role].label },
    { id: 'stores', header: 'Stores', cell: (member) => storeWords(member.storeIds, stores) },
    { id: 'seen', header: 'Last seen', cell: (member) => <TimeAgo at={member.lastSeenAt} /> },
    { id: 'sessions', header: 'Signed in on', align: 'right', cell: (member) => member.activeSessions },
  ]
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={query.data}
      rowId={(member) => member.id}
      onOpen={onOpen}
      openId={openId}
      expected={4}
      narrow={(member) => ({
        title: nameOf(member),
        detail: member.email,
        aside: roleWords[member.role].label,
        asideDetail: storeWords(member.storeIds, stores),
      })}
      empty={<EmptyState title="Nobody yet">Invite the people you work with.</EmptyState>}
      error={
        query.error
          ? {
              title: 'The members could not be loaded.',
              message: messageOf(query.error),
              onRetry: () => void query.refetch(),
            }
          : undefined
      }
    />
  )
}
