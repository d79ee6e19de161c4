import { type FieldValues, get, type Path, type UseFormReturn } from 'react-hook-form'
import { fieldOf, messageOf } from '#trpc/error-words.ts'

/** Puts the words of a failed mutation on the field it names, or over the form when the form has no such field. */
export function showServerError<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  error: unknown,
): void {
  const field = fieldOf(error)
  const known = field !== undefined && get(form.getValues(), field) !== undefined
  form.setError(
    known ? (field as Path<Values>) : 'root',
    { message: messageOf(error) },
    { shouldFocus: known },
  )
}
