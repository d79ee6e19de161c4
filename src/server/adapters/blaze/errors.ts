import { z } from 'zod'
import type { ErrorReader } from '../../http/types.ts'

/** `{"error":"Invalid argument","message":"startDate is required","status":400}` */
const failureSchema = z.object({ message: z.string() })

/** Our word for a list that is given by a range of dates only. */
export const DATE_REQUIRED = 'DATE_REQUIRED'

/** Permissions of a partner key as the documentation names them; only these are passed on, never free text. */
const permissions =
  /\b(NORMAL|ACCEPT_MEMBER|PERFORM_RECONCILIATION|AUTO_APPLY|RETRIEVE_PROMOTION_PRODUCTS|READ_SMART_COLLECTIONS|UNASSIGNED_ADD_MEMBER_TO_QUEUE)\b/

/** Reads an answer that is not a 2xx. 429 and 5xx mean what they mean everywhere. */
export const readDataError: ErrorReader = ({ status, text }) => {
  const said = messageOf(text)
  switch (status) {
    case 401:
      return {
        kind: 'unauthenticated',
        message: 'BLAZE did not accept the sign-in. Check the keys: they must belong together.',
      }
    case 403: {
      const [, permission] = permissions.exec(said) ?? []
      return {
        kind: 'forbidden',
        message: `BLAZE does not let this key read this${permission ? `: it lacks the permission ${permission}` : ''}.`,
        ...(permission && { vendorCode: permission }),
      }
    }
    case 404:
      return { kind: 'not_found', message: 'BLAZE does not know what was asked for.' }
    case 400:
    case 422:
      return {
        kind: 'invalid_request',
        message: 'BLAZE did not accept the request. This is likely ours to fix.',
        ...(/cannot exceed 7 days/i.test(said) && { vendorCode: 'DATE_RANGE' }),
        ...(/\b(start|end)Date is required/i.test(said) && { vendorCode: DATE_REQUIRED }),
      }
    default:
      return null
  }
}

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
export const answered: ErrorReader = () => ({ kind: 'not_found', message: 'BLAZE answered.' })

function messageOf(text: string): string {
  try {
    return failureSchema.safeParse(JSON.parse(text)).data?.message ?? ''
  } catch {
    return ''
  }
}
