import { describe, expect, it } from 'vitest'
import { registry } from '#server/adapters/registry.ts'
import { runCairn } from './testing.ts'

const [vendor = ''] = Object.keys(registry)
/** Neither command needs them. */
const withoutSettings = { DATABASE_URL: undefined, CAIRN_MASTER_KEYS: undefined, AUTH_SECRET: undefined }

describe('cairn', () => {
  it.each([
    [['--help'], 'Usage: cairn <command>'],
    [['help', 'map'], 'Usage: cairn map'],
    [['map', '--help'], 'Usage: cairn map'],
    [['probe', '--help'], 'Usage: cairn probe'],
    [['vendors', '-h'], 'Usage: cairn vendors'],
  ])('explains itself on %j', async (args, text) => {
    expect(await runCairn(args, { env: withoutSettings })).toEqual({
      code: 0,
      out: expect.stringContaining(text),
      err: '',
    })
  })

  it.each([
    ['no command at all is given', [], 2, ''],
    ['the command is unknown', ['constructor'], 2, 'There is no command "constructor"'],
    ['the vendor is unknown', ['map', 'nobody', 'products'], 2, 'Known ones: '],
    ['the entity is unknown', ['map', vendor, 'toString'], 2, 'offers no "toString". It offers products'],
    ['an argument is missing', ['map', vendor], 2, '<entity> is missing'],
    ['there is one too many', ['vendors', 'all'], 2, '"all" is one argument too many'],
    ['an option is unknown', ['vendors', '--yaml'], 2, "Unknown option '--yaml'"],
    ['a setting is unknown', ['map', vendor, 'products', '--setting', 'x=1'], 2, 'Settings there are'],
    ['a zone is none', ['map', vendor, 'products', '--time-zone', 'Mars'], 2, '"Mars" is no time zone'],
    ['the input is empty', ['map', vendor, 'products'], 3, 'standard input is empty'],
  ])('writes to standard error and exits with its code when %s', async (_when, args, code, text) => {
    const ran = await runCairn(args, { env: withoutSettings })
    expect(ran.code).toBe(code)
    expect(ran.err).toContain(text)
    if (args.length > 0) expect(ran.out).toBe('')
  })

  it('does not quote input that is no JSON', async () => {
    const ran = await runCairn(['map', vendor, 'products'], { input: '{"name": "Ada Example"' })
    expect(ran).toMatchObject({ code: 3, out: '', err: 'cairn: Standard input is not complete JSON.\n' })
  })

  it('names every vendor with its ways to sign in, or all of its manifest as JSON', async () => {
    const table = await runCairn(['vendors'], { env: withoutSettings })
    for (const { manifest } of Object.values(registry)) {
      expect(table.out).toMatch(new RegExp(`^${manifest.id} +.*${manifest.name}`, 'm'))
    }
    const json = await runCairn(['vendors', '--json'], { env: withoutSettings })
    const listed: { id: string }[] = JSON.parse(json.out)
    expect(listed.map(({ id }) => id).sort()).toEqual(Object.keys(registry).sort())
  })

  it('says which settings a check needs', async () => {
    const ran = await runCairn(['probe', 'somewhere'], { env: { CAIRN_MASTER_KEYS: undefined } })
    expect(ran).toMatchObject({ code: 5, err: expect.stringContaining('CAIRN_MASTER_KEYS is missing') })
  })

  it('says when the database does not answer', async () => {
    const ran = await runCairn(['probe', 'somewhere'])
    expect(ran).toMatchObject({
      code: 5,
      out: '',
      err: expect.stringContaining('The database does not answer'),
    })
  })
})
