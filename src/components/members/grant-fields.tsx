import type { ReactNode } from 'react'
import { Controller, useFormContext } from 'react-hook-form'
import { RadioCards } from '#components/forms/radio-cards.tsx'
import type { Role } from '#server/access/permissions.ts'
import { useMe } from '#trpc/use-me.ts'
import { roleWords } from './role-words.ts'
import { StoreChoice } from './store-choice.tsx'

export type GrantValues = { role: Role; storeIds: string[] | null }

const order: Role[] = ['owner', 'admin', 'ops', 'staff', 'viewer']

/** Role and stores, inside a FormProvider of GrantValues (and more). Offers what this person may give. */
export function GrantFields({ everyStore }: { everyStore: boolean }): ReactNode {
  const { role: ownRole, stores } = useMe()
  const { control, formState } = useFormContext<GrantValues>()
  return (
    <>
      <Controller
        control={control}
        name="role"
        render={({ field }) => (
          <RadioCards
            label="Role"
            options={order
              .filter((role) => role !== 'owner' || ownRole === 'owner')
              .map((role) => ({ value: role, ...roleWords[role] }))}
            value={field.value}
            onValueChange={field.onChange}
            error={formState.errors.role?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="storeIds"
        render={({ field }) => (
          <StoreChoice
            stores={stores}
            everyStore={everyStore}
            value={field.value}
            onValueChange={field.onChange}
            error={formState.errors.storeIds?.message}
          />
        )}
      />
    </>
  )
}
