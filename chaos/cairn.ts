import { z } from 'zod'
import { demoPassword, demoPeople } from '#scripts/seed/demo-data.ts'

/** Cairn as a person signed in sees it: its procedures over HTTP. */
export type Cairn = {
  query<T>(schema: z.ZodType<T>, procedure: string, input?: unknown): Promise<T>
  mutate<T>(schema: z.ZodType<T>, procedure: string, input: unknown): Promise<T>
  /** Runs the check of a connection to its end. */
  check(id: string): Promise<void>
}

const patience = () => AbortSignal.timeout(30_000)

/** Signs in as the owner of the demo. @throws {Error} with what the installation answered */
export async function signIn(address: string): Promise<Cairn> {
  const cookies = new Map<string, string>()
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${address}${path}`, {
      ...init,
      redirect: 'manual',
      signal: patience(),
      headers: { ...init.headers, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  const owner = demoPeople.find(({ role }) => role === 'owner')
  if (!owner) throw new Error('the demo has no owner')
  const csrf = z.object({ csrfToken: z.string() }).parse(await (await ask('/api/auth/csrf')).json())
  const answer = await ask('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams({ ...csrf, email: owner.email, password: demoPassword('owner'), json: 'true' }),
  })
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)

  async function read<T>(schema: z.ZodType<T>, procedure: string, response: Response): Promise<T> {
    const text = await response.text()
    if (!response.ok) throw new Error(`${procedure}: ${response.status} ${text.slice(0, 300)}`)
    const answered = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) })
    return schema.parse(answered.parse(JSON.parse(text)).result.data.json)
  }
  return {
    async query(schema, procedure, input) {
      const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`
      return read(schema, procedure, await ask(`/api/trpc/${procedure}${asked}`))
    },
    async mutate(schema, procedure, input) {
      const body = JSON.stringify({ json: input })
      const headers = { 'content-type': 'application/json', origin: address }
      return read(schema, procedure, await ask(`/api/trpc/${procedure}`, { method: 'POST', body, headers }))
    },
    async check(id) {
      const asked = encodeURIComponent(JSON.stringify({ json: { id } }))
      // The check streams; the answer ends when it does.
      await (await ask(`/api/trpc/connections.check?input=${asked}`)).text()
    },
  }
}
