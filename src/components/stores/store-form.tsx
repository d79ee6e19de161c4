'use client'
import type { ReactNode } from 'react'
import { Controller, FormProvider, type UseFormReturn, useForm } from 'react-hook-form'
import { FormAlert } from '#components/forms/form-alert.tsx'
import { lateResolver } from '#components/forms/late-resolver.ts'
import { SearchSelectField } from '#components/forms/search-select-field.tsx'
import { SelectField } from '#components/forms/select-field.tsx'
import { TextField } from '#components/forms/text-field.tsx'
import { customerTypes } from '#lib/customer-types.ts'
import { jurisdictions } from '#lib/jurisdictions.ts'
import type { StoreInput } from '#lib/store-input.ts'
import { customerWords } from './customer-words.ts'
import { HoursField } from './hours-field.tsx'
import { timeZoneOptions } from './time-zones.ts'

type StoreFormProps = {
  initial: StoreInput
  /** Gets what passed the rules; puts what the server refuses on the form. */
  onSubmit: (values: StoreInput, form: UseFormReturn<StoreInput>) => void
  actions: ReactNode
}

const resolver = lateResolver(() => import('#lib/store-input.ts').then((file) => file.storeInputSchema))
const customerOptions = customerTypes.map((value) => ({ value, label: customerWords[value] }))

/** What there is to say about a store. */
export function StoreForm({ initial, onSubmit, actions }: StoreFormProps) {
  const form = useForm<StoreInput>({ resolver, defaultValues: initial })
  const { control, formState, register, handleSubmit } = form
  const { errors } = formState

  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={handleSubmit((values) => onSubmit(values, form))}
        className="flex max-w-180 flex-col gap-5"
      >
        <FormAlert message={errors.root?.message} />
        <TextField label="Name" autoComplete="off" error={errors.name?.message} {...register('name')} />
        <TextField
          label="Address"
          optional
          autoComplete="off"
          error={errors.address?.message}
          {...register('address')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <Controller
            control={control}
            name="jurisdiction"
            render={({ field }) => (
              <SearchSelectField
                label="State or province"
                help="Its rules apply to what the store sells."
                options={jurisdictions}
                value={field.value}
                onValueChange={field.onChange}
                placeholder="Type to search"
                error={errors.jurisdiction?.message}
              />
            )}
          />
          <Controller
            control={control}
            name="customerTypes"
            render={({ field }) => (
              <SelectField
                label="Sells to"
                options={customerOptions}
                value={field.value}
                onValueChange={field.onChange}
                error={errors.customerTypes?.message}
              />
            )}
          />
        </div>
        <Controller
          control={control}
          name="timeZone"
          render={({ field }) => (
            <SearchSelectField
              label="Time zone"
              help="Opening hours, schedules and charts of this store are in this zone."
              options={timeZoneOptions()}
              value={field.value}
              onValueChange={field.onChange}
              placeholder="Type to search"
              error={errors.timeZone?.message}
            />
          )}
        />
        <HoursField />
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </form>
    </FormProvider>
  )
}
