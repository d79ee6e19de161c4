/**
 * Signs in and takes the browser to `target`, with a full load, so that nothing read earlier stays in memory.
 *
 * @returns why it didn't work, in words; null when it did.
 */
export async function signIn(email: string, password: string, target: string): Promise<string | null> {
  // Nobody needs next-auth's client before they press the button.
  const client = await import('next-auth/react')
  const result = await client.signIn('credentials', {
    email,
    password,
    redirect: false,
    callbackUrl: target,
  })
  if (result?.ok) {
    window.location.assign(target)
    return null
  }
  return refusal(result?.error ?? null)
}

/** `code` is what the server put into the `error` of next-auth's answer. */
function refusal(code: string | null): string {
  if (code === 'CredentialsSignin') {
    return 'The e-mail address or the password is wrong. Check both; if you are new here, ask an owner or an admin for an invitation.'
  }
  const wait = /^too_many:(\d+)$/.exec(code ?? '')?.[1]
  if (wait) {
    const minutes = Math.max(1, Math.ceil(Number(wait) / 60))
    return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
  }
  return 'Cairn could not sign you in just now. Try again in a moment; if it stays, tell your administrator.'
}
