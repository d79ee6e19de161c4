import { ExternalLink } from 'lucide-react'
import type { Manifest } from '#server/adapters/contract.ts'

/** "Where do I find this?", in the vendor's own names, beside the form. */
export function WhereToFind({ manifest }: { manifest: Manifest }) {
  return (
    <aside
      aria-labelledby="where-to-find"
      className="flex flex-col gap-3 self-start rounded-card border border-line bg-sunken p-4 text-dense"
    >
      <h2 id="where-to-find" className="font-semibold">
        {manifest.whereToFind.title}
      </h2>
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-ink-muted marker:text-ink-faint">
        {manifest.whereToFind.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {manifest.links.length > 0 && (
        <ul className="flex flex-col gap-1 border-t border-line pt-3">
          {manifest.links.map((link) => (
            <li key={link.url}>
              <a
                href={link.url}
                target="_blank"
                rel="noreferrer"
                className="inline-flex items-center gap-1 text-accent-ink underline"
              >
                {link.label}
                <ExternalLink aria-hidden className="size-3" />
                <span className="sr-only"> (opens in a new tab)</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </aside>
  )
}
