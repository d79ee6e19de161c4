'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { counted } from '#lib/numbers.ts'
import { useMay, useMe } from '#trpc/use-me.ts'
import { EndSessionsDialog } from './end-sessions-dialog.tsx'
import type { MemberRow } from './members-table.tsx'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { roleWords } from './role-words.ts'

type Task = 'role' | 'sessions' | 'remove'

/** One member and what can be done about them. */
export function MemberSheet({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const { stores, role: ownRole, user } = useMe()
  const mayWrite = useMay('members.write') && (member.role !== 'owner' || ownRole === 'owner')
  const [task, setTask] = useState<Task | null>(null)
  const names = member.storeIds?.map((id) => stores.find((store) => store.id === id)?.name ?? 'Another store')
  const done = () => setTask(null)

  return (
    <Sheet open onOpenChange={(next) => !next && onClose()} title={member.name}>
      <div className="flex flex-col gap-6">
        <KeyValueList
          items={[
            { label: 'E-mail', value: member.email },
            { label: 'Role', value: `${roleWords[member.role].label}. ${roleWords[member.role].detail}` },
            { label: 'Stores', value: names ? names.join(', ') || 'No store' : 'Every store' },
            { label: 'Member since', value: <TimeAgo at={member.createdAt} /> },
            { label: 'Last seen', value: <TimeAgo at={member.lastSeenAt} /> },
            { label: 'Signed in on', value: counted(member.activeSessions, 'device') },
          ]}
        />
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setTask('role')}>Change role and stores</Button>
            <Button onClick={() => setTask('sessions')} disabled={member.activeSessions === 0}>
              End sessions
            </Button>
            <Button look="danger" onClick={() => setTask('remove')}>
              Remove member
            </Button>
          </div>
        )}
        {!mayWrite && member.role === 'owner' && (
          <p className="text-dense text-ink-muted">Only an owner can change or remove an owner.</p>
        )}
      </div>
      {task === 'role' && <RoleDialog member={member} onClose={done} />}
      {task === 'sessions' && (
        <EndSessionsDialog member={member} own={member.userId === user.id} onClose={done} />
      )}
      {task === 'remove' && <RemoveMemberDialog member={member} onClose={done} onRemoved={onClose} />}
    </Sheet>
  )
}
