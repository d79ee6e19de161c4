import clsx from 'clsx'
import type { ReactNode } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from './button-class.ts'
import { ScopedLink } from './scoped-link.tsx'

type LinkButtonProps = {
  href: string
  look?: ButtonLook | undefined
  size?: ButtonSize | undefined
  icon?: ReactNode
  className?: string | undefined
  children: ReactNode
}

/** A link that looks like a button and keeps the store scope. */
export function LinkButton({ href, look, size, icon, className, children }: LinkButtonProps) {
  return (
    <ScopedLink href={href} className={clsx(buttonClass(look, size), className)}>
      {icon}
      {children}
    </ScopedLink>
  )
}
