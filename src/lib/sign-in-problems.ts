/** How signing in on a vendor's own page can end without a sign-in. Travels in addresses, so it is a word, not a text. */
export const signInProblems = [
  'signed_out',
  'unknown',
  'expired',
  'used',
  'other_person',
  'denied',
  'vendor_error',
  'incomplete',
  'signature',
  'stale',
  'other_account',
  'refused',
  'not_permitted',
  'unreachable',
  'failed',
] as const
export type SignInProblem = (typeof signInProblems)[number]

const again = 'Nothing was changed; start it again.'

/**
 * What happened, why, and what to do, for the person who has come back.
 * @param vendor its name; "the POS" where no connection is known
 */
export function signInProblemWords(problem: SignInProblem, vendor: string): string {
  const words: Record<SignInProblem, string> = {
    signed_out: `You came back from ${vendor} signed out of Cairn, so the answer could not be taken. ${again}`,
    unknown: `This answer from ${vendor} belongs to no sign-in that Cairn started, or its connection is gone. ${again}`,
    expired: `Signing in at ${vendor} took longer than ten minutes, so its answer is no longer taken. ${again}`,
    used: `This answer from ${vendor} was taken before; it counts once. If the connection does not work yet, start the sign-in again.`,
    other_person: `Somebody else started this sign-in at ${vendor}. Whoever starts it has to finish it in the same browser. ${again}`,
    denied: `Access was not allowed at ${vendor}, so Cairn may not read the store. Start again and allow it there.`,
    vendor_error: `${vendor} could not go on with the sign-in. Check the values below, then start it again.`,
    incomplete: `The answer from ${vendor} lacks something it needs. ${again}`,
    signature: `The answer does not carry ${vendor}’s signature, so it may not come from there. Check that the client secret belongs to this client id, then start it again.`,
    stale: `The answer from ${vendor} was made too long ago, or the clock of this server is wrong. Start it again; if this stays, correct the clock.`,
    other_account: `The access was given for another store at ${vendor} than the one entered. Correct the address below, or choose the right store there.`,
    refused: `${vendor} did not accept the sign-in. Check client id and client secret, then start it again.`,
    not_permitted: `${vendor} gave fewer rights than Cairn needs to read the store. Start again and allow everything that is asked for.`,
    unreachable: `${vendor} could not be reached to finish the sign-in. Start it again in a moment.`,
    failed: `Cairn could not finish the sign-in; the reason is in its log. ${again}`,
  }
  return words[problem]
}
