let options: { value: string; label: string }[] | undefined

/** Every zone this browser knows, as "America/Los Angeles". */
export function timeZoneOptions(): { value: string; label: string }[] {
  options ??= Intl.supportedValuesOf('timeZone').map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }))
  return options
}
