import { jsonReply, type Reply } from '../kit/http.ts'

/** What is said of a call before any query is looked at. */
export const refusal = (status: number, errors: unknown) => jsonReply(status, { errors })

export const unauthenticated = () =>
  refusal(401, '[API] Invalid API key or access token (unrecognized login or wrong password)')

export const oauthError = (error: string, description: string, status = 400) =>
  jsonReply(status, { error, error_description: description })

export const page = (status: number, title: string, content: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1.25rem;margin-right:.5rem}</style>${content}</html>`,
})

/** Text as it may stand in a page. */
export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
