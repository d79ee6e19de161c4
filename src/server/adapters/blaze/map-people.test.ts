import { describe, expect, test } from 'vitest'
import { memberRecord, transactionRecord } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'

type Fields = Record<string, unknown>

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const order = (changes: Fields = {}) => mapOrder(transactionRecord(changes), context)

describe('members', () => {
  test('come with their cards, the consent they gave, and days before 1970', () => {
    const { draft, issues, recordName } = mapCustomer(memberRecord())
    expect(issues).toEqual([])
    expect(recordName).not.toContain('Marlow')
    expect(draft).toMatchObject({
      sourceId: '60a1b2c3d4e5f60718293b01',
      firstName: 'Wren',
      lastName: 'Marlow',
      bornOn: '1969-06-15',
      status: 'active',
      customerType: 'medical',
      medicalCard: { number: 'M1234567', issuedBy: null, expiresOn: null },
      driversLicense: { number: 'D1234567', issuedBy: 'CA', expiresOn: '2027-05-31' },
      address: { lines: ['12 Elm St'], city: 'Nowhere', region: 'CA', postalCode: '00000' },
      consent: { email: true, sms: false },
      loyaltyPoints: '120.5',
      sourceUpdatedAt: new Date(1_780_000_000_000),
    })
  })

  test.each([
    [{ localDob: '1990-05-15' }, '1990-05-15'],
    [{ birthdate: '05/15/1990' }, '1990-05-15'],
    [{ dob: 0 }, null],
  ])('%j says the birthday %s', (changes, bornOn) => {
    expect(mapCustomer(memberRecord(changes)).draft?.bornOn).toBe(bornOn)
  })

  test('a birthday that cannot be read is named without being shown', () => {
    const { draft, issues } = mapCustomer(memberRecord({ dob: 'the ides of March' }))
    expect(draft?.bornOn).toBeNull()
    expect(issues).toMatchObject([{ code: 'invalid_value', field: 'dob' }])
    expect(JSON.stringify(issues)).not.toContain('ides')
  })

  test.each([
    [{ consumerType: 'AdultUse', medical: false }, 'adult'],
    [{ consumerType: 'Other', medical: true }, 'medical'],
    [{ consumerType: 'Other', medical: false }, null],
  ])('%j is a customer of type %s', (changes, customerType) => {
    expect(mapCustomer(memberRecord(changes)).draft?.customerType).toBe(customerType)
  })

  test('consent nobody stated is neither yes nor no', () => {
    const { draft } = mapCustomer(memberRecord({ textOptIn: null, emailOptIn: undefined }))
    expect(draft?.consent).toEqual({ email: null, sms: null })
  })

  test('a member that was deleted is deleted', () => {
    expect(mapCustomer(memberRecord({ deleted: true })).draft?.status).toBe('deleted')
  })
})

describe('transactions', () => {
  test('come with number, member, amounts in cents and lines that name the product', () => {
    const { draft, issues } = order()
    expect(issues).toEqual([])
    expect(draft).toMatchObject({
      number: '100231',
      status: 'completed',
      sourceStatus: 'Completed',
      fulfilment: 'delivery',
      customerSourceId: '60a1b2c3d4e5f60718293b01',
      customerType: 'adult',
      placedAt: new Date('2026-07-14T17:55:00Z'),
      completedAt: new Date('2026-07-14T18:05:00Z'),
      subtotalMinor: 9000,
      discountMinor: 450,
      taxMinor: 1304,
      totalMinor: 9854,
      lines: [
        {
          variantSourceId: '60a1b2c3d4e5f60718293a4b',
          quantity: '2',
          unit: 'each',
          unitPriceMinor: 4500,
          discountMinor: 450,
          totalMinor: 8550,
        },
      ],
    })
  })

  test.each([
    [{ status: 'Placed' }, 'pending'],
    [{ status: 'Accepted' }, 'accepted'],
    [{ status: 'InProgress' }, 'preparing'],
    [{ status: 'InProgress', packagedTime: 1_780_000_000_000 }, 'ready'],
    [{ status: 'InProgress', packagedTime: 1, onTheWayTime: 1_780_000_000_000 }, 'out_for_delivery'],
    [{ status: 'inprogress', packagedTime: 0, onTheWayTime: 0 }, 'preparing'],
    [{ status: 'Declined', packagedTime: 1_780_000_000_000 }, 'cancelled'],
    [{ status: 'CanceledByConsumer' }, 'cancelled'],
    [{ status: 'CanceledByDispensary' }, 'cancelled'],
    [{ status: 'RefundWithInventory' }, 'refunded'],
  ])('%j stands at %s', (changes, status) => {
    expect(order(changes)).toMatchObject({ draft: { status }, issues: [] })
  })

  test.each([['Teleported', 'unknown_value'] as const, [null, 'missing_field'] as const])(
    'a status of %s counts as pending and is named',
    (status, code) => {
      expect(order({ status })).toMatchObject({
        draft: { status: 'pending' },
        issues: [{ code, field: 'status' }],
      })
    },
  )

  test('one without a cart keeps its status; one without an id or a time is left out', () => {
    expect(order({ cart: null })).toMatchObject({
      draft: { totalMinor: null, lines: [] },
      issues: [{ severity: 'warning', field: 'cart' }],
    })
    expect(order({ id: null }).draft).toBeNull()
    expect(order({ created: null })).toMatchObject({ draft: null, issues: [{ field: 'created' }] })
  })

  test('an id of digits and letters stays whole', () => {
    expect(order({ memberId: '12e4567890abcdef12345678' }).draft?.customerSourceId).toBe(
      '12e4567890abcdef12345678',
    )
  })
})
