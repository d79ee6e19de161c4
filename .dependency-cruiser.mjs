/**
 * Who may import whom. Arrows go one way:
 * env, lib ← model ← adapters; db ← domain rooms ← jobs, trpc ← app → components.
 * Every rule is an error; `npm run boundaries` checks them.
 */

/** Beside the vendors lies what they share: readers of times, numbers and lists that know no vendor. */
const vendorFolder = '^src/server/adapters/(?!kit/)[^/]+/'
const tests = '\\.test\\.tsx?$|/testing(/|\\.ts$|-[a-z-]+\\.ts$)|/fixtures/'
const outerRooms = '^src/(app|components|trpc)/'
const domainRooms =
  '^src/server/(access|catalog|connections|customers|events|health|ingest|inventory|orders|people|review|sync|webhooks)/'

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or miss a third.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unknown-imports',
    comment: 'What cannot be found cannot be checked either.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'env-stands-alone',
    severity: 'error',
    from: { path: '^src/env\\.ts$' },
    to: { path: '^src/' },
  },
  {
    name: 'client-safe-lib',
    comment: 'src/lib runs in browsers: nothing of the server but types, no settings.',
    severity: 'error',
    from: { path: '^src/lib/', pathNot: tests },
    to: { path: '^src/', pathNot: '^src/lib/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'server-lib-below-all',
    severity: 'error',
    from: { path: '^src/server/lib/', pathNot: tests },
    to: { path: '^src/', pathNot: '^src/(server/lib/|lib/|env\\.ts$)' },
  },
  {
    name: 'model-is-pure',
    comment: 'The canonical schemas know zod and each other.',
    severity: 'error',
    from: { path: '^src/server/model/', pathNot: tests },
    to: { pathNot: '^src/server/model/|^node_modules/zod/' },
  },
  {
    name: 'vendor-keeps-to-itself',
    comment: 'A vendor gets base URL, credentials, clock and HTTP as arguments, and knows no other vendor.',
    severity: 'error',
    from: { path: '^src/server/adapters/([^/]+)/', pathNot: tests },
    to: {
      path: '^src/',
      pathNot:
        '^src/server/adapters/($1|kit)/|^src/server/adapters/(contract|errors|webhooks)\\.ts$|^src/server/(model|lib)/|^src/server/http/(types\\.ts$|auth/|graphql/|soap/)|^src/lib/',
    },
  },
  {
    name: 'vendors-known-to-the-registry-only',
    severity: 'error',
    from: { path: '^src/', pathNot: `${vendorFolder}|^src/server/adapters/registry\\.ts$` },
    to: { path: vendorFolder },
  },
  {
    name: 'contract-below-domain',
    severity: 'error',
    from: { path: '^src/server/adapters/[^/]+\\.ts$', pathNot: tests },
    to: { path: '^src/', pathNot: '^src/server/(adapters|model|lib)/|^src/server/http/types\\.ts$' },
  },
  {
    name: 'db-below-domain',
    severity: 'error',
    from: { path: '^src/server/db/', pathNot: tests },
    to: { path: '^src/', pathNot: '^src/server/(db|lib)/|^src/env\\.ts$' },
  },
  {
    name: 'prisma-in-db-only',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/server/db/' },
    to: { path: '^node_modules/@prisma/|^src/server/db/generated/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'http-below-domain',
    comment: 'The common client serves every vendor and knows none; it keeps its state through db.',
    severity: 'error',
    from: { path: '^src/server/http/', pathNot: tests },
    to: {
      path: '^src/',
      pathNot: '^src/server/(http|lib|db|model)/|^src/server/adapters/(contract|errors)\\.ts$|^src/env\\.ts$',
    },
  },
  {
    name: 'domain-below-entrances',
    comment: 'A domain room is called by jobs and procedures and calls neither. Names of jobs it may know.',
    severity: 'error',
    from: { path: domainRooms, pathNot: tests },
    to: { path: '^src/server/(trpc|jobs/handlers)/|^src/server/jobs/worker\\.ts$' },
  },
  {
    name: 'jobs-and-trpc-apart',
    severity: 'error',
    from: { path: '^src/server/(jobs|trpc)/', pathNot: tests },
    to: {
      path: '^src/server/(jobs/handlers|trpc)/|^src/server/jobs/worker\\.ts$',
      pathNot: '^src/server/$1/',
    },
  },
  {
    name: 'server-below-screens',
    severity: 'error',
    from: { path: '^src/server/' },
    to: { path: outerRooms },
  },
  {
    name: 'components-take-no-server-values',
    comment:
      'They run in browsers; types of the server vanish there, its values and settings must not arrive.',
    severity: 'error',
    from: { path: '^src/components/', pathNot: tests },
    to: { path: '^src/(server/|env\\.ts$)', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'components-below-pages',
    severity: 'error',
    from: { path: '^src/(components|trpc)/' },
    to: { path: '^src/app/' },
  },
  {
    name: 'product-without-tools',
    comment: 'Nothing that ships needs simulators, scripts, benchmarks, chaos or browser tests; tests may.',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { path: '^(simulators|scripts|bench|chaos|e2e)/' },
  },
  {
    name: 'product-without-test-helpers',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { path: '^src/.*(\\.test\\.tsx?$|/testing\\.ts$)' },
  },
  {
    name: 'chaos-stays-outside',
    comment: 'It judges Cairn by what can be seen from outside: HTTP, tables, ledgers.',
    severity: 'error',
    from: { path: '^chaos/' },
    to: { path: '^(src|bench|e2e)/' },
  },
  {
    name: 'simulators-know-no-product',
    comment: 'One misreading of a vendor must not pass on both sides.',
    severity: 'error',
    from: { path: '^simulators/', pathNot: tests },
    to: { path: '^src/' },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/server/db/generated/' },
    // Imports of types count too: an arrow is an arrow.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
