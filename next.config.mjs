const development = process.env.NODE_ENV === 'development'

/**
 * What a page may load. Next and next-themes write small scripts into the page, hence 'unsafe-inline':
 * a nonce would make every page dynamic. Product pictures come from the vendors' own image hosts.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' https: http://127.0.0.1:* data: blob:",
  `connect-src 'self'${development ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

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
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: contentSecurityPolicy },
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
