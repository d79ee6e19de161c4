'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { JsonView } from '#components/ui/json-view.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

/** What the POS sent of a record that was set aside, asked for when somebody wants to see it. */
export function IssuePayload({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC()
  const [shown, setShown] = useState(false)
  const payload = useQuery(trpc.runs.issuePayload.queryOptions({ id }, { enabled: shown, retry: false }))
  return (
    <div className="flex flex-col items-start gap-2 pt-1">
      <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Hide what the POS sent' : 'Show what the POS sent'}
      </Button>
      {shown && (
        <div className="w-full min-w-0">
          {payload.isPending && <SkeletonText lines={4} />}
          {payload.isError && <p className="text-failing">{messageOf(payload.error)}</p>}
          {payload.isSuccess && <JsonView label={`What the POS sent of ${name}`} value={payload.data} />}
        </div>
      )}
    </div>
  )
}
