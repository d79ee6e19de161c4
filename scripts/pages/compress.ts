import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

/** Stands beside the file it holds. */
export const compressedEnding = '.br'

const compress = promisify(brotliCompress)
const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }

/**
 * Compresses the scripts and styles of a built app once, a sixth smaller than what can be done while somebody waits.
 * @param buildFolder `.next` after a build
 */
export async function compressScripts(buildFolder: string): Promise<void> {
  const folder = join(buildFolder, 'static')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css)$/.test(file),
  )
  await Promise.all(
    files.map(async (file) => {
      const plain = await readFile(join(folder, file))
      await writeFile(join(folder, `${file}${compressedEnding}`), await compress(plain, { params }))
    }),
  )
}
