/** The box of a list that opens under a button. */
export const menuPopupClass =
  'min-w-48 rounded-control border border-line bg-raised p-1 shadow-overlay outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'

/** One line of it. */
export const menuItemClass =
  'flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-sm outline-none select-none data-highlighted:bg-pressed data-disabled:opacity-55 max-md:h-10 [&_svg]:size-4 [&_svg]:shrink-0'
