/** Three stones, one on the other: the mark of Cairn. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 text-md font-semibold tracking-tight">
      <svg
        aria-hidden
        width="22"
        height="22"
        viewBox="0 0 22 22"
        className="text-accent-ink"
        fill="currentColor"
      >
        <rect x="1" y="14.5" width="20" height="6" rx="3" />
        <rect x="4" y="8" width="14" height="5.4" rx="2.7" opacity="0.8" />
        <rect x="7" y="2" width="8" height="4.9" rx="2.45" opacity="0.6" />
      </svg>
      Cairn
    </span>
  )
}
