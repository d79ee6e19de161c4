'use client'
import { UserPlus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { inviteFormId } from './invite-form-id.ts'
import { type Invited, InviteLink } from './invite-link.tsx'

const InviteForm = dynamic(() => import('./invite-form.tsx').then((file) => file.InviteForm), { ssr: false })

/** Opens the form; then shows the link, this once. */
export function InviteButton() {
  const [open, setOpen] = useState(false)
  const [invited, setInvited] = useState<Invited | null>(null)
  const [busy, setBusy] = useState(false)
  const close = () => setOpen(false)

  // The last link goes when the next form opens: until then the dialog is still fading out with it.
  function start() {
    setInvited(null)
    setOpen(true)
  }

  return (
    <>
      <Button look="primary" icon={<UserPlus />} onClick={start}>
        Invite somebody
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={invited ? 'The invitation is ready' : 'Invite somebody'}
        description={invited ? undefined : 'You get a link to pass on; it makes one account.'}
        actions={
          invited ? (
            <Button key="done" look="primary" onClick={close}>
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
    </>
  )
}
