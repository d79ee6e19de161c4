/** A field to type into or to choose in. */
export const inputClass =
  'h-8 min-w-0 rounded-control border border-control bg-raised px-2.5 text-sm text-ink placeholder:text-ink-faint data-invalid:border-failing data-disabled:opacity-55 max-md:h-10 max-md:text-md'
