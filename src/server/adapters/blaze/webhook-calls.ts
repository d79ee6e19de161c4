import { z } from 'zod'
import type { HttpClient, HttpRequest } from '../../http/types.ts'
import { AdapterError } from '../errors.ts'
import { idText } from '../kit/notice-body.ts'
import { pageSchema } from './schema.ts'

const hookSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  webHookType: z.string(),
  webHookUrls: z.array(z.string()).nullish(),
  url: z.string().nullish(),
})

/** A list like the others, or bare. */
const hookListSchema = z
  .union([z.array(z.unknown()), pageSchema.transform(({ records }) => records)])
  .pipe(z.array(hookSchema))

/** What BLAZE tells of one type, and where to. */
export type Hook = { id: string; type: string; urls: string[] }

/** https://apidocs.blaze.me/getting-started/webhooks-overview @throws {AdapterError} from each */
export type WebhookCalls = ReturnType<typeof createWebhookCalls>

export function createWebhookCalls(client: HttpClient, base: string, signal: AbortSignal) {
  const call = async <T>(request: Omit<HttpRequest<T>, 'signal' | 'lane' | 'path'>, id = ''): Promise<T> => {
    const path = `${base}/webHooks${id && `/${encodeURIComponent(id)}`}`
    return (await client.send({ ...request, path, lane: 'history', signal })).body
  }
  return {
    async hooks(): Promise<Hook[]> {
      const list = await call({ operation: 'webhooks.list', method: 'GET', schema: hookListSchema })
      return list.map(({ id, webHookType, webHookUrls, url }) => ({
        id,
        type: webHookType,
        urls: [...new Set([...(webHookUrls ?? []), ...(url ? [url] : [])])],
      }))
    },
    /** @returns the id of what was made */
    async addHook(type: string, url: string): Promise<string> {
      const answer = await call({
        operation: 'webhooks.add',
        method: 'POST',
        json: { webHookType: type, webHookUrls: [url] },
        schema: z.looseObject({ id: z.unknown() }),
      })
      const id = idText(answer.id)
      if (id !== null) return id
      throw new AdapterError('invalid_response', 'BLAZE took the webhook and did not say which one it is.')
    },
    async changeHook({ id, type, urls }: Hook): Promise<void> {
      const json = { id, webHookType: type, webHookUrls: urls }
      await call(
        { operation: 'webhooks.change', method: 'PUT', json, schema: z.unknown(), repeatable: true },
        id,
      )
    },
    async removeHook(id: string): Promise<void> {
      await call(
        {
          operation: 'webhooks.remove',
          method: 'DELETE',
          format: () => null,
          schema: z.unknown(),
          repeatable: true,
        },
        id,
      )
    },
  }
}
