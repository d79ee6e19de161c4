const rates = ['0', '0.05', '0.2', '0.5', '1']

/** How often something goes wrong, to choose from; what is set now is among it. @param of what the share is of */
export function rateOptions(current: number, of: string): { value: string; label: string }[] {
  const values = rates.includes(String(current)) ? rates : [String(current), ...rates]
  return values.map((value) => ({ value, label: share(Number(value) * 100, of) }))
}

function share(percent: number, of: string): string {
  if (percent === 0) return 'Never'
  return percent === 100 ? 'Always' : `${percent} % of ${of}`
}
