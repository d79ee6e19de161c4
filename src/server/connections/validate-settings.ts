import type { Adapter } from '#server/adapters/contract.ts'
import { AppError } from '#server/lib/errors.ts'

/**
 * Settings as the adapter understands them, with its defaults filled in.
 * @throws {AppError} invalid, field `settings.<name>`
 */
export function validateSettings(adapter: Adapter, raw: unknown): Record<string, string | number | boolean> {
  const result = adapter.settingsSchema.safeParse(raw)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const name = String(issue?.path[0] ?? '')
  const label = adapter.manifest.settings.find((field) => field.name === name)?.label ?? name
  throw new AppError(
    'invalid',
    `${label}: ${issue?.message ?? 'this value is not possible'}. Correct it and save again.`,
    {
      field: name === '' ? 'settings' : `settings.${name}`,
    },
  )
}
