import { defineConfig } from 'vitest/config'

/** Enough for `#env` to load; nothing listens at the address. */
const env = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  CAIRN_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  LOG_LEVEL: 'silent',
}
const sources = ['src', 'simulators', 'scripts', 'chaos']
const named = (kind: string) => sources.map((folder) => `${folder}/**/*${kind}.test.{ts,tsx}`)

export default defineConfig({
  test: {
    // One fewer than there are cores is usual; on two that leaves one idle, and much of the rest is waiting for answers.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          env,
          // Nothing is left behind that another file could meet: loading modules once instead of 150 times halves the time.
          isolate: false,
          // A build runs beside them: 5 s, the default, is a matter of luck then.
          testTimeout: 30_000,
          include: named(''),
          exclude: [...named('.contract'), ...named('.integration')],
        },
      },
      { test: { name: 'contract', env, include: named('.contract'), testTimeout: 30_000, isolate: false } },
      {
        test: {
          name: 'integration',
          env,
          include: named('.integration'),
          globalSetup: 'scripts/vitest/database.ts',
          setupFiles: 'scripts/vitest/own-database.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
