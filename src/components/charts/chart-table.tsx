import { exactTime } from '#lib/time.ts'
import type { Plot } from './chart-types.ts'

/** The figures of a chart, newest first. */
export function ChartTable({ title, series, points, timeZone, format }: Plot & { title: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must scroll from the keyboard (WCAG 2.1.1)
    <section tabIndex={0} aria-label={`${title}, figures`} className="max-h-60 overflow-auto">
      <table className="w-full text-dense">
        <thead className="sticky top-0 bg-surface text-xs text-ink-muted">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              Time
            </th>
            {series.map((each) => (
              <th key={each.key} scope="col" className="py-1 pl-3 text-right font-medium">
                {each.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at.toISOString()} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal whitespace-nowrap">
                {exactTime(point.at, timeZone)}
              </th>
              {series.map(({ key }) => {
                const value = point.values[key]
                return (
                  <td key={key} className="py-1 pl-3 text-right">
                    {value === null || value === undefined ? '—' : format(value)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
