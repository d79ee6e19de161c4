import type { ErrorReader } from '../../http/types.ts'

/** 403 comes for an endpoint the key may not read; what else is a 4xx keeps the standard meaning of its status. */
export const readDataError: ErrorReader = ({ status }) => {
  if (status === 401) {
    return {
      kind: 'unauthenticated',
      message: 'Flowhub did not accept the sign-in. Check the credentials: they must belong together.',
    }
  }
  if (status === 403) {
    return { kind: 'forbidden', message: 'Flowhub does not let these credentials read this.' }
  }
  if (status === 404) {
    return {
      kind: 'not_found',
      message: 'Flowhub does not know what was asked for. Check the location id.',
    }
  }
  return null
}

/** Auth0: a refusal is about what was typed in, whichever 4xx it comes with. */
export const readSignInError: ErrorReader = ({ status, text }) =>
  status >= 400 && status < 429 && status !== 408
    ? {
        kind: 'unauthenticated',
        message: 'Flowhub did not accept the client id and client secret. Both must belong together.',
        ...codeOf(text),
      }
    : null

/** Auth0's code (`access_denied`); never its description, which might quote what we sent. */
function codeOf(text: string): { vendorCode?: string } {
  const code = /"error"\s*:\s*"([a-z_]{3,60})"/.exec(text)?.[1]
  return code === undefined ? {} : { vendorCode: code }
}
