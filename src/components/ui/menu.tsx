'use client'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'

export type MenuItem =
  | {
      kind?: 'action'
      label: string
      icon?: ReactNode
      danger?: boolean
      disabled?: boolean
      onSelect: () => void
    }
  | { kind: 'checkbox'; label: string; checked: boolean; onCheckedChange: (checked: boolean) => void }
  | { kind: 'separator' }

export const menuPopupClass =
  'min-w-48 rounded-control border border-line bg-raised p-1 shadow-overlay outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'
export const menuItemClass =
  'flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-sm outline-none select-none data-highlighted:bg-pressed data-disabled:opacity-55 max-md:h-10 [&_svg]:size-4 [&_svg]:shrink-0'

/** A list of actions under a button. `trigger` is the button, `head` what stands above the first item. */
export function Menu({
  trigger,
  items,
  head,
}: {
  trigger: ReactElement
  items: MenuItem[]
  head?: ReactNode
}) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} align="end" className="z-50">
          <BaseMenu.Popup className={menuPopupClass}>
            {head}
            {items.map((item, index) => (
              <Entry key={item.kind === 'separator' ? `separator-${index}` : item.label} item={item} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

function Entry({ item }: { item: MenuItem }) {
  if (item.kind === 'separator') return <BaseMenu.Separator className="my-1 h-px bg-line" />
  if (item.kind === 'checkbox') {
    return (
      <BaseMenu.CheckboxItem
        checked={item.checked}
        onCheckedChange={item.onCheckedChange}
        closeOnClick={false}
        className={menuItemClass}
      >
        <span className="grid size-4 place-items-center rounded border border-control">
          <BaseMenu.CheckboxItemIndicator className="size-2 rounded-[1px] bg-accent" />
        </span>
        {item.label}
      </BaseMenu.CheckboxItem>
    )
  }
  return (
    <BaseMenu.Item
      disabled={item.disabled === true}
      onClick={item.onSelect}
      className={clsx(menuItemClass, item.danger === true && 'text-failing')}
    >
      {item.icon}
      {item.label}
    </BaseMenu.Item>
  )
}
