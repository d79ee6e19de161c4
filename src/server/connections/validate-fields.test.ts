import { describe, expect, it } from 'vitest'
import type { SignInMethod } from '#server/adapters/contract.ts'
import { AppError } from '#server/lib/errors.ts'
import { validateCredentials } from './validate-fields.ts'

const method: SignInMethod = {
  id: 'key',
  label: 'API key',
  description: '',
  fields: [
    {
      name: 'account',
      label: 'Account',
      help: 'The first part of your address.',
      type: 'text',
      secret: false,
      required: true,
      pattern: { source: '^[a-z-]+$', message: 'Only the first part of the address, such as main-street.' },
    },
    { name: 'key', label: 'Key', help: 'Under Settings.', type: 'password', secret: true, required: true },
    { name: 'region', label: 'Region', help: '', type: 'text', secret: false, required: false },
  ],
}

function errorOf(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('nothing was refused')
}

describe('validateCredentials', () => {
  it('returns tidied values and leaves out blank optional ones', () => {
    expect(
      validateCredentials(method, { account: ' main-street ', key: '"Bearer k-1"', region: '' }),
    ).toEqual({
      account: 'main-street',
      key: 'k-1',
    })
  })

  it('names the field that is missing', () => {
    const error = errorOf(() => validateCredentials(method, { account: 'main-street' }))
    expect(error).toMatchObject({ code: 'invalid', field: 'credentials.key' })
    expect(error.message).toContain('Key is missing. Under Settings.')
  })

  it("answers a value that does not fit with the manifest's words and without repeating it", () => {
    const error = errorOf(() => validateCredentials(method, { account: 'https://MAIN', key: 'k' }))
    expect(error.field).toBe('credentials.account')
    expect(error.message).not.toContain('MAIN')
  })

  it('keeps what is stored when a field is left blank, but still checks a new value', () => {
    const stored = new Set(['account', 'key'])
    expect(validateCredentials(method, { account: '', key: '' }, stored)).toEqual({})
    expect(errorOf(() => validateCredentials(method, { account: 'A B' }, stored)).field).toBe(
      'credentials.account',
    )
  })

  it('refuses a field the method does not have', () => {
    expect(errorOf(() => validateCredentials(method, { account: 'a', key: 'k', extra: 'x' })).field).toBe(
      'credentials',
    )
  })
})
