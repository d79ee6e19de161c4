/** Whether a key belongs to a field, or to the browser (a modifier is held), rather than to a shortcut of ours. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return true
  const target = event.target
  const isBox = target instanceof HTMLInputElement && target.type === 'checkbox'
  return (
    target instanceof HTMLElement &&
    !isBox &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}
