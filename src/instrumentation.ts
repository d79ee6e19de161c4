/** Next calls this once when it starts, before it takes a request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next replaces this word at build time; it is no setting of ours
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { recordPeerAddress } = await import('#server/access/peer-address.ts')
    recordPeerAddress()
  }
}
