import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../app/tokens.css', import.meta.url), 'utf8')

/** The custom properties of one block, with var() followed within it. */
function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('\n}')[0] ?? ''
  const raw = new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
  return new Map(
    [...raw].map(([name, value]) => [name, raw.get(value.match(/^var\(--([\w-]+)\)$/)?.[1] ?? '') ?? value]),
  )
}

/** Relative luminance of #rrggbb, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover']
const statuses = ['good', 'attention', 'failing', 'paused', 'waiting', 'unknown']
const textPairs: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ['ink', 'ink-muted', 'ink-faint', 'accent-ink', ...statuses].map((text): [string, string] => [
      text,
      ground,
    ]),
  ),
  ...statuses.map((status): [string, string] => [status, `${status}-soft`]),
  ...statuses.map((status): [string, string] => ['ink', `${status}-soft`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-failing', 'failing-solid'],
  ['on-failing', 'failing-solid-hover'],
  ['ink', 'accent-soft'],
  ['accent-ink', 'accent-soft'],
  ['ink-muted', 'pressed'],
]
const graphicPairs: [string, string][] = ['surface', 'canvas'].flatMap((ground) =>
  ['focus', 'control', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `chart-${n}`)].map((mark): [string, string] => [
    mark,
    ground,
  ]),
)

describe.each([
  ['light', ':root'],
  ['dark', '.dark'],
])('The %s theme', (_theme, selector) => {
  const tokens = tokensOf(selector)
  const tooFaint = (pairs: [string, string][], least: number) =>
    pairs
      .map(([front, back]) => ({
        front,
        back,
        ratio: contrast(tokens.get(front) ?? '', tokens.get(back) ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= least))

  it('keeps every text at 4.5:1 on every ground it stands on', () => {
    expect(tooFaint(textPairs, 4.5)).toEqual([])
  })

  it('keeps focus rings, control borders and chart marks at 3:1', () => {
    expect(tooFaint(graphicPairs, 3)).toEqual([])
  })
})
