import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Theme } from '#components/layout/theme.tsx'
import { nonceHeader } from '#server/access/page-policy.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Cairn', template: '%s · Cairn' },
  description: 'The integration layer between point-of-sale systems and a retail CMS',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(nonceHeader) ?? undefined
  return (
    // next-themes sets the class before the first paint, which the server can't know.
    <html lang="en" suppressHydrationWarning>
      <body className="font-sans antialiased">
        <Theme nonce={nonce}>{children}</Theme>
      </body>
    </html>
  )
}
