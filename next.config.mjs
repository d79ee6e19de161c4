/** Answers that are no page load nothing; what pages may load says `src/server/access/page-policy.ts`. */
const contentSecurityPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Another lockfile further up the disk would otherwise be taken for the project's.
  turbopack: { root: import.meta.dirname },
  // `npm run typecheck` is a check of its own; a start should not wait for it a second time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg-boss', '@prisma/adapter-pg', 'soap'],
  headers: async () => [
    { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: contentSecurityPolicy }] },
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
      ],
    },
    {
      // Behind a proxy that speaks https; plain http ignores the header, and localhost must stay reachable by it.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' }],
    },
  ],
}
