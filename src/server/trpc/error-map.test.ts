import { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { AdapterError } from '#server/adapters/errors.ts'
import { AppError } from '#server/lib/errors.ts'
import { publicError } from './error-map.ts'

const thrown = (cause: Error) =>
  new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: cause.message, cause })

test('An expected failure keeps its words and its field.', () => {
  const error = thrown(new AppError('conflict', 'This name is taken.', { field: 'name' }))
  expect(publicError(error, 'r1')).toEqual({
    code: 'CONFLICT',
    message: 'This name is taken.',
    field: 'name',
  })
})

test('A failure at a POS is told in the adapter’s words.', () => {
  const error = thrown(new AdapterError('unavailable', 'The POS is down for maintenance.'))
  expect(publicError(error, 'r1')).toMatchObject({
    code: 'BAD_GATEWAY',
    message: 'The POS is down for maintenance.',
  })
})

test('Bad input names the first field and what is wrong with it.', () => {
  const { error: cause } = z
    .object({ store: z.object({ name: z.string('Give it a name.') }) })
    .safeParse({ store: {} })
  const error = new TRPCError({ code: 'BAD_REQUEST', message: 'raw', cause })
  expect(publicError(error, 'r1')).toEqual({
    code: 'BAD_REQUEST',
    message: 'Give it a name.',
    field: 'store.name',
  })
})

test('What nobody expected says nothing but the number to find it by.', () => {
  const shown = publicError(thrown(new Error('password=hunter2 at 10.0.0.1')), 'r1')
  expect(shown.message).toContain('r1')
  expect(shown.message).not.toContain('hunter2')
})
