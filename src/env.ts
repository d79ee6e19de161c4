import { z } from 'zod'

/** `id:key` pairs, comma-separated; every key is 32 bytes in base64 (AES-256). */
const masterKeys = z.string('is missing: give at least one key, e.g. k1:$(openssl rand -base64 32)').refine(
  (text) =>
    text.split(',').every((pair) => {
      const [, key] = /^[a-z0-9_-]+:([A-Za-z0-9+/]{43}=)$/.exec(pair) ?? []
      return key !== undefined && Buffer.from(key, 'base64').length === 32
    }),
  'must be id:key pairs separated by commas, each key 32 bytes in base64 (openssl rand -base64 32)',
)

const credential = z.string().max(8192, 'is longer than any credential can be').optional()

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be a PostgreSQL address such as postgresql://user:password@host:5432/cairn',
  }),
  /** Connections a process opens at most. */
  DATABASE_POOL_SIZE: z.coerce.number('must be a number').int().min(2).max(200).default(10),
  /** The first key seals; the rest only open what they sealed earlier. */
  CAIRN_MASTER_KEYS: masterKeys,
  AUTH_SECRET: z
    .string('is missing: give a long random text, e.g. $(openssl rand -base64 32)')
    .min(32, 'must have at least 32 characters (openssl rand -base64 32)'),
  /** Where people reach the web app. */
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://cairn.example.com' })
    .default('http://localhost:3000'),
  /** Set while the pretend vendors run; absent in a real installation. */
  SIMULATORS_URL: z.url({ protocol: /^https?$/, error: 'must be a web address' }).optional(),
  DEMO: z
    .enum(['0', '1'], 'must be 0 or 1')
    .default('0')
    .transform((value) => value === '1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Jobs a worker runs at a time. */
  WORKER_CONCURRENCY: z.coerce.number('must be a number').int().min(1).max(100).default(4),
  /** What a worker takes, comma-separated, when its command line does not say: vendors' ids, queues' names or areas. */
  WORKER_VENDORS: z.string().optional(),
  WORKER_QUEUES: z.string().optional(),
  /** Where a worker answers GET /health and /ready; 0 is nowhere. Reached from this machine only, unless told. */
  WORKER_HEALTH_PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(0),
  WORKER_HEALTH_HOST: z.string().default('127.0.0.1'),
  /** How long events are kept, and with them how far back a catalogue can be seen as it was. */
  EVENTS_RETENTION_MONTHS: z.coerce.number('must be a number').int().min(1).max(1200).default(25),
  /** A connection declared here, for one store (its name or id): a vendor as `cairn vendors` calls it. */
  POS_VENDOR: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be a vendor’s id, as npm run -s cairn -- vendors lists them')
    .optional(),
  POS_STORE: z.string().trim().min(1, 'must be the name or the id of a store').max(200).optional(),
  /** Only where the vendor's own address is not meant: one of its hosts, or the demo's simulators. */
  POS_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://api.example.com' })
    .optional(),
  /** What it signs in with; which of them a vendor needs, its manifest says. */
  POS_API_KEY: credential,
  POS_CLIENT_ID: credential,
  POS_CLIENT_SECRET: credential,
  POS_ACCOUNT: credential,
  POS_LOCATION: credential,
  POS_USERNAME: credential,
  POS_PASSWORD: credential,
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed, comma-separated. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
})

export type Env = z.infer<typeof environment>

/**
 * Reads the settings of this process.
 * @param source variables by name, usually `process.env`; an empty value counts as absent
 * @throws Error naming every bad variable and what it should be; never its value
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = environment.safeParse(given)
  const incomplete = incompleteDeclaration(given)
  if (result.success && incomplete.length === 0) return result.data
  const lines = [
    ...(result.error?.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`) ?? []),
    ...incomplete.map((line) => `  ${line}`),
  ]
  const error = new Error(`Cairn cannot start. Correct these environment variables:\n${lines.join('\n')}`)
  // The stack would point at this line, which is never where the mistake is.
  error.stack = error.message
  throw error
}

/** A connection needs a vendor and a store, and neither says anything without the other. */
function incompleteDeclaration(given: Record<string, string | undefined>): string[] {
  const declared = Object.keys(environment.shape).filter(
    (name) => name.startsWith('POS_') && given[name] !== undefined,
  )
  if (declared.length === 0) return []
  return ['POS_VENDOR', 'POS_STORE']
    .filter((name) => !declared.includes(name))
    .map((name) => `${name} is missing, but ${declared.join(', ')} is set: a connection needs both`)
}

/** `next build` loads every route without serving any, on machines that have neither database nor keys. */
const duringBuild = {
  DATABASE_URL: 'postgresql://build.invalid/cairn',
  CAIRN_MASTER_KEYS: `build:${Buffer.alloc(32).toString('base64')}`,
  AUTH_SECRET: 'only-there-while-next-build-runs-',
}

export const env = parseEnv(
  process.env['NEXT_PHASE'] === 'phase-production-build' ? duringBuild : process.env,
)

// next-auth 4 takes its own address from the environment only.
process.env['NEXTAUTH_URL'] ??= env.APP_URL
