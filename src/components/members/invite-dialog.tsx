'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { InviteForm, inviteFormId } from './invite-form.tsx'
import { type Invited, InviteLink } from './invite-link.tsx'

/** First the form, then the link, which is shown this once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [invited, setInvited] = useState<Invited | null>(null)
  const [busy, setBusy] = useState(false)

  function close() {
    setInvited(null)
    onClose()
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) close()
      }}
      title={invited ? 'The invitation is ready' : 'Invite somebody'}
      description={invited ? undefined : 'You get a link to pass on; it makes one account.'}
      actions={
        invited ? (
          <Button look="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" form={inviteFormId} look="primary" busy={busy}>
              Make invitation link
            </Button>
          </>
        )
      }
    >
      {invited ? <InviteLink {...invited} /> : <InviteForm onBusy={setBusy} onInvited={setInvited} />}
    </Dialog>
  )
}
