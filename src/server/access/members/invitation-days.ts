/** How long an invitation's link can be used. */
export const invitationDays = 7
