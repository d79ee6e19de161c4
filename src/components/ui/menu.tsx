'use client'
import { cloneElement } from 'react'
import { useLateControl } from '#lib/use-late-control.ts'
import type { MenuItem, MenuProps } from './menu-popup.tsx'

export type { MenuItem }

const load = () => import('./menu-popup.tsx').then((file) => file.MenuPopup)

/** A list of actions under a button. `trigger` is the button, `head` what stands above the first item. */
export function Menu(props: MenuProps) {
  const { Control, standIn } = useLateControl(load)
  return Control === null ? (
    cloneElement(props.trigger, { 'aria-haspopup': 'menu', ...standIn })
  ) : (
    <Control {...props} />
  )
}
