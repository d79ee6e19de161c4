'use client'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { useFirstPress } from '#lib/use-late-control.ts'
import { menuItemClass, menuPopupClass } from './menu-classes.ts'

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

export type MenuProps = {
  trigger: ReactElement<Record<string, unknown>>
  items: MenuItem[]
  /** What stands above the first item. */
  head?: ReactNode
}

/** What `Menu` brings when it is first used: opens at once. */
export function MenuPopup({ trigger, items, head }: MenuProps) {
  const button = useFirstPress()
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger ref={button} render={trigger} />
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
