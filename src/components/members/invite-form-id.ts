/** Ties the button that sends the form to it: it stands in the foot of the dialog. */
export const inviteFormId = 'invite-member'
