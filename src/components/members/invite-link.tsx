import { TextField } from '#components/forms/text-field.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'

export type Invited = { email: string; url: string }

/** The link to pass on. */
export function InviteLink({ email, url }: Invited) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="Invitation link"
            readOnly
            value={url}
            onFocus={(event) => event.target.select()}
          />
        </div>
        <div className="flex h-8 items-center max-md:h-10">
          <CopyButton text={url} label="Copy invitation link" />
        </div>
      </div>
      <p className="text-ink-muted">
        Send it to {email}, by a way only they read. It works once, within 7 days. It can’t be shown again: if
        it gets lost, make a new invitation.
      </p>
    </div>
  )
}
