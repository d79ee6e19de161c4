import clsx from 'clsx'

/** A vendor's mark. The SVG comes from the manifest in our own code; as an image it can run no script. */
export function VendorLogo({ svg, name, size = 20 }: { svg: string; name: string; size?: number }) {
  return (
    // biome-ignore lint/performance/noImgElement: an inline data URI has nothing for next/image to optimise
    <img
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      alt={name}
      width={size}
      height={size}
      // An image doesn't know the colour of the text around it: a mark drawn in it comes out black.
      className={clsx('shrink-0', svg.includes('currentColor') && 'dark:invert')}
    />
  )
}
