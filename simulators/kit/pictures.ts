import { hash } from '../world/random.ts'
import type { Reply } from './http.ts'

/** A drawn stand-in for a product photograph; `name` such as `flower-12`. */
export function drawPicture(name: string): Reply {
  const hue = hash(name) % 360
  const body = [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">',
    `<rect width="120" height="120" fill="hsl(${hue} 35% 88%)"/>`,
    `<circle cx="60" cy="66" r="30" fill="hsl(${hue} 40% 55%)"/>`,
    `<rect x="44" y="22" width="32" height="16" rx="5" fill="hsl(${(hue + 40) % 360} 30% 40%)"/>`,
    '</svg>',
  ].join('')
  return { status: 200, headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }, body }
}
