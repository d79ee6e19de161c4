import type { FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'

/**
 * Checks a form by a schema that is fetched when it is first checked: zod is 23 kB, and a form is read before it is sent.
 * @param load always the same function
 */
export function lateResolver<Values extends FieldValues, Checked>(
  load: () => Promise<z.ZodType<Checked, Values>>,
): Resolver<Values, unknown, Checked> {
  return async (values, ...given) => {
    // What was there at the press counts, not what is typed while the code comes.
    const pressed = structuredClone(values)
    const [{ zodResolver }, schema] = await Promise.all([import('@hookform/resolvers/zod'), load()])
    return zodResolver(schema)(pressed, ...given)
  }
}
