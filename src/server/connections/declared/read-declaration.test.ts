import { describe, expect, it } from 'vitest'
import type { FieldManifest, Manifest } from '#server/adapters/contract.ts'
import { allManifests } from '#server/adapters/lookup.ts'
import { type DeclaredVariables, readDeclaration } from './read-declaration.ts'

const field = (name: string, more: Partial<FieldManifest> = {}): FieldManifest => ({
  name,
  label: `Label of ${name}`,
  help: `Help for ${name}.`,
  type: 'text',
  secret: true,
  required: true,
  ...more,
})
const manifest: Manifest = {
  id: 'example',
  name: 'Example',
  logo: '',
  tagline: '',
  signInMethods: [
    { id: 'consent', label: '', description: '', interactive: true, fields: [] },
    {
      id: 'oauth',
      label: '',
      description: '',
      fields: [field('id', { env: 'POS_CLIENT_ID' }), field('secret', { env: 'POS_CLIENT_SECRET' })],
    },
    {
      id: 'key',
      label: '',
      description: '',
      fields: [
        field('key', {
          env: 'POS_API_KEY',
          pattern: { source: '^\\S{8,}$', message: 'At least 8 characters.' },
        }),
        field('note', { required: false }),
      ],
    },
    { id: 'paper', label: '', description: '', fields: [field('form')] },
  ],
  settings: [field('place', { secret: false, required: false, env: 'POS_LOCATION' })],
  entities: ['products'],
  capabilities: {
    incremental: [],
    deletions: 'absence',
    batches: false,
    maskedStock: false,
    webhooks: null,
    orders: null,
  },
  limits: { perSecond: 1, burst: 1, per: 'store' },
  defaultSchedule: { everyMinutes: 15 },
  whereToFind: { title: '', steps: [] },
  links: [],
  hosts: ['api.example.test', '*.shops.example.test'],
}
const simulators = 'http://127.0.0.1:4010'
const read = (given: DeclaredVariables, simulatorsUrl?: string, of = manifest) =>
  readDeclaration({ POS_VENDOR: 'example', POS_STORE: 'Pine Street', ...given }, [of], simulatorsUrl)
const refusal = (...args: Parameters<typeof read>) => {
  try {
    read(...args)
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}
const key = { POS_API_KEY: ' "key-12345678" ' }

describe('a declaration', () => {
  it('is none without a vendor', () => {
    expect(readDeclaration({}, [manifest], undefined)).toBeNull()
  })

  it('takes each field from its variable, tidied, and only those of the way to sign in it chose', () => {
    expect(read({ ...key, POS_LOCATION: 'back room', POS_PASSWORD: 'not used' })).toEqual({
      vendor: 'example',
      store: 'Pine Street',
      endpoint: 'live',
      signInMethod: 'key',
      credentials: { key: 'key-12345678' },
      settings: { place: 'back room' },
    })
    expect(read({ POS_CLIENT_ID: 'id-1', POS_CLIENT_SECRET: 'secret-1' })).toMatchObject({
      signInMethod: 'oauth',
      credentials: { id: 'id-1', secret: 'secret-1' },
    })
  })

  it('names every variable that is missing or wrong, and no value', () => {
    const message = refusal({ POS_API_KEY: 'short', POS_API_URL: 'https://elsewhere.test' })
    expect(message).toContain('POS_API_KEY: At least 8 characters.')
    expect(message).toContain('POS_API_URL: elsewhere.test is not among the hosts')
    expect(message).not.toContain('short')
    expect(refusal({})).toContain('POS_API_KEY: Label of key is missing. Help for key.')
    expect(refusal({ POS_CLIENT_ID: 'id-1', ...{ POS_API_KEY: undefined } })).toContain('POS_CLIENT_SECRET: ')
  })

  it('names the vendors there are when it names another', () => {
    expect(refusal({ POS_VENDOR: 'other' })).toContain('there is no "other". Known are example.')
  })

  it('refuses a vendor where only a person can sign in', () => {
    const person = { ...manifest, signInMethods: manifest.signInMethods.slice(0, 1) }
    expect(refusal(key, undefined, person)).toContain('needs a person to sign in')
  })

  it.each([
    ['https://api.example.test/v2', 'live'],
    ['https://one.shops.example.test', 'live'],
    [`${simulators}/example`, 'simulator'],
  ])('lets %s be called', (POS_API_URL, endpoint) => {
    expect(read({ ...key, POS_API_URL }, simulators)).toMatchObject({ endpoint })
  })

  it.each([
    'http://api.example.test',
    'https://api.example.test:8443',
    'https://user:pw@api.example.test',
    'https://api.example.test.evil.test',
    'https://169.254.169.254/latest',
    'http://127.0.0.1:4011/example',
    'http://localhost:4010/example',
  ])('does not let %s be called', (POS_API_URL) => {
    expect(refusal({ ...key, POS_API_URL }, simulators)).toContain('POS_API_URL: ')
  })

  it('lets no simulator be called where none runs', () => {
    expect(refusal({ ...key, POS_API_URL: `${simulators}/example` })).toContain('POS_API_URL: ')
  })
})

it.each(allManifests().map((each) => [each.name, each] as const))(
  '%s can be declared in the environment, or asks for a person',
  (_name, each) => {
    const alone = each.signInMethods.filter(({ interactive }) => !interactive)
    const whole = alone.filter(({ fields }) => fields.every(({ required, env }) => !required || env))
    if (alone.length > 0) expect(whole).not.toEqual([])
    for (const { fields } of alone) {
      const variables = fields.flatMap(({ env }) => env ?? [])
      expect(new Set(variables).size).toBe(variables.length)
    }
  },
)
