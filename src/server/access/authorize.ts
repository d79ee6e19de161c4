import { AppError } from '../lib/errors.ts'
import type { Identity } from './identity.ts'
import { may, type Permission } from './permissions.ts'

/**
 * The one check in front of every procedure and page.
 *
 * @returns the identity, now known to be there and to hold `permission`.
 * @throws AppError `unauthenticated` when nobody is signed in, `forbidden` when the role lacks the permission.
 */
export function authorize(identity: Identity | null, permission: Permission): Identity {
  if (!identity) throw new AppError('unauthenticated', 'You are signed out. Sign in again to go on.')
  if (!may(identity.membership.role, permission)) {
    throw new AppError(
      'forbidden',
      `Your role (${identity.membership.role}) doesn't include this. Ask an owner or an admin of your organisation.`,
    )
  }
  return identity
}
