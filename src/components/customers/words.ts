import type { Tone } from '#components/ui/badge.tsx'
import type { CustomerDraft } from '#server/model/customer.ts'

export type CustomerStatus = CustomerDraft['status']

export const customerStatusWords: Record<CustomerStatus, string> = {
  active: 'Active',
  inactive: 'Inactive',
  banned: 'Banned',
  deleted: 'Deleted',
}

export const customerStatuses = Object.keys(customerStatusWords) as CustomerStatus[]

export const customerStatusTones: Record<CustomerStatus, Tone> = {
  active: 'good',
  inactive: 'paused',
  banned: 'failing',
  deleted: 'paused',
}

const fields: Record<string, string> = {
  status: 'Status',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  bornOn: 'Date of birth',
  customerType: 'Customer type',
  medicalCard: 'Medical card',
  driversLicense: 'Driving licence',
  address: 'Address',
  consent: 'Consent',
  loyaltyPoints: 'Loyalty points',
}

/** "bornOn" → "Date of birth". */
export const customerField = (field: string) => fields[field] ?? field
