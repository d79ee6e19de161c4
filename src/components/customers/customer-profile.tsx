import { customerWords } from '#components/catalog/words.ts'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { decimal } from '#lib/numbers.ts'
import { calendarDay, exactTime } from '#lib/time.ts'
import type { CustomerView } from './use-customer.ts'

type Profile = NonNullable<CustomerView['profile']>

/** "D7712345, US-CA, until 24 Nov 2026". */
function paper(document: Profile['medicalCard']): string | null {
  if (document === null) return null
  const until = document.expiresOn === null ? null : `until ${calendarDay(document.expiresOn)}`
  return [document.number, document.issuedBy, until].filter(Boolean).join(', ')
}

function addressWords(address: Profile['address']): string | null {
  if (address === null) return null
  const { lines, city, region, postalCode, country } = address
  return [...lines, city, [region, postalCode].filter(Boolean).join(' '), country].filter(Boolean).join(', ')
}

const consentWords = (given: boolean | null) => (given === null ? null : given ? 'Yes' : 'No')

/** Everything known of a person, in the clear. */
export function CustomerProfile({ view: { customer, profile, store } }: { view: CustomerView }) {
  if (profile === null) {
    return (
      <EmptyState title="This person was erased">
        {customer.erasedAt !== null && `${exactTime(customer.erasedAt, store.timeZone)}. `}
        Name, contacts and papers can’t be read by anybody any more. Their orders stay as figures.
      </EmptyState>
    )
  }
  return (
    <Card title="Profile">
      <KeyValueList
        items={[
          { label: 'E-mail', value: profile.email },
          { label: 'Phone', value: profile.phone },
          { label: 'Address', value: addressWords(profile.address) },
          { label: 'Date of birth', value: profile.bornOn === null ? null : calendarDay(profile.bornOn) },
          {
            label: 'Customer type',
            value: customer.customerType === null ? null : customerWords[customer.customerType],
          },
          { label: 'Medical card', value: paper(profile.medicalCard) },
          { label: 'Driving licence', value: paper(profile.driversLicense) },
          { label: 'May be e-mailed', value: consentWords(profile.consent.email) },
          { label: 'May be texted', value: consentWords(profile.consent.sms) },
          {
            label: 'Loyalty points',
            value: profile.loyaltyPoints === null ? null : decimal(profile.loyaltyPoints),
          },
          {
            label: 'Customer since',
            value:
              customer.sourceCreatedAt === null ? null : exactTime(customer.sourceCreatedAt, store.timeZone),
          },
          { label: 'Id at the POS', value: <MonoId id={customer.sourceId} /> },
        ]}
      />
    </Card>
  )
}
