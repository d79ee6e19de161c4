import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTreez } from '../treez/testing.ts'
import { readState } from './state-file.ts'

let folder: string
let stateFile: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulators-'))
  stateFile = join(folder, 'deeper', 'state.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the state file', () => {
  it('lets the stores go on where the last run left them', async () => {
    const first = await startTreez({ stateFile })
    for (const kind of ['rename', 'add', 'remove', 'deactivate', 'deliver']) {
      await first.control('POST', '/treez/change', { storeKey: 'pine-street', kind })
    }
    await first.control('POST', '/treez/advance', { seconds: 3600 })
    const left = await (await first.control('GET', '/treez/ledger')).text()
    const active = await (await first.get('/product/product_list')).text()
    await first.close()

    const second = await startTreez({ stateFile })
    expect(await (await second.control('GET', '/treez/ledger')).text()).toBe(left)
    // Picture addresses carry the port, which is another one now.
    expect(await (await second.get('/product/product_list')).text()).toBe(
      active.replaceAll(first.url, second.url),
    )
    await second.close()
  })

  it('is left aside when it is missing, damaged or of another version', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    expect(readState(stateFile)).toEqual({})
    expect(warn).not.toHaveBeenCalled()
    const damaged = join(folder, 'damaged.json')
    for (const text of ['{"version":1,"ven', '{"version":0,"vendors":{}}']) {
      writeFileSync(damaged, text)
      expect(readState(damaged)).toEqual({})
    }
    expect(warn).toHaveBeenCalledTimes(2)
    warn.mockRestore()
  })
})
