import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepRunSettings, readRunSettings } from './run-settings.ts'

it('keeps what other commands need while a run lasts, for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-settings-'))
  const kept = keepRunSettings(folder, { NODE_ENV: 'test', DATABASE_URL: 'postgres://x', HOME: '/somewhere' })
  expect(readRunSettings(folder)).toEqual({ DATABASE_URL: 'postgres://x' })
  expect(statSync(join(folder, 'run-settings.json')).mode & 0o777).toBe(0o600)
  kept[Symbol.dispose]()
  expect(readRunSettings(folder)).toEqual({})
  rmSync(folder, { recursive: true })
})
