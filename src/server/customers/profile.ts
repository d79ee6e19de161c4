import type { z } from 'zod'
import type { Place } from '#server/lib/seal.ts'
import { customerDraftSchema } from '#server/model/customer.ts'
import type { PersonKey } from '#server/people/person-keys.ts'
import { openPersonal, sealPersonal } from '#server/people/seal-personal.ts'

/** All that is personal of a customer; stored as one sealed text. */
export const profileSchema = customerDraftSchema.pick({
  firstName: true,
  lastName: true,
  email: true,
  phone: true,
  bornOn: true,
  medicalCard: true,
  driversLicense: true,
  address: true,
  consent: true,
  loyaltyPoints: true,
})
export type CustomerProfile = z.infer<typeof profileSchema>

/** The customer row a profile belongs to. */
export type ProfilePlace = { customerId: string; organizationId: string }

const placeOf = ({ customerId, organizationId }: ProfilePlace): Place => ({
  table: 'customer',
  column: 'profile',
  rowId: customerId,
  tenantId: organizationId,
})

/** @returns null for an erased person */
export function sealProfile(
  profile: CustomerProfile,
  { id, key }: PersonKey,
  place: ProfilePlace,
): string | null {
  return key === null ? null : sealPersonal(JSON.stringify(profile), { id, key }, placeOf(place))
}

/**
 * @returns null for an erased person
 * @throws {SealError} changed, moved, or sealed with another key
 */
export function openProfile(
  sealed: string | null,
  { id, key }: PersonKey,
  place: ProfilePlace,
): CustomerProfile | null {
  if (sealed === null || key === null) return null
  return profileSchema.parse(JSON.parse(openPersonal(sealed, { id, key }, placeOf(place))))
}

/** "Ada Lovelace"; null without either name. */
export function fullName(profile: Pick<CustomerProfile, 'firstName' | 'lastName'>): string | null {
  return [profile.firstName, profile.lastName].filter(Boolean).join(' ') || null
}
