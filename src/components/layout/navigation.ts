import {
  BellRing,
  Blocks,
  Cable,
  CircleUser,
  ContactRound,
  Cpu,
  LayoutDashboard,
  ListOrdered,
  type LucideIcon,
  Package,
  PackageSearch,
  ReceiptText,
  RefreshCw,
  Store,
  UsersRound,
} from 'lucide-react'
import type { Permission } from '#server/access/permissions.ts'

export type NavigationItem = {
  href: string
  label: string
  icon: LucideIcon
  permission: Permission
  /** Always in sight on phones, before "More". */
  underThumb?: boolean
  /** Only where the pretend POS run. */
  demoOnly?: boolean
}

export type NavigationSection = { heading: string | null; items: NavigationItem[] }

const sections: NavigationSection[] = [
  {
    heading: null,
    items: [
      { href: '/', label: 'Overview', icon: LayoutDashboard, permission: 'overview.read', underThumb: true },
    ],
  },
  {
    heading: 'Operate',
    items: [
      {
        href: '/connections',
        label: 'Connections',
        icon: Cable,
        permission: 'connections.read',
        underThumb: true,
      },
      { href: '/runs', label: 'Syncs', icon: RefreshCw, permission: 'runs.read', underThumb: true },
      { href: '/notices', label: 'Notices', icon: BellRing, permission: 'notices.read' },
    ],
  },
  {
    heading: 'Operations',
    items: [
      { href: '/queue', label: 'Queue', icon: ListOrdered, permission: 'queue.read' },
      { href: '/workers', label: 'Workers', icon: Cpu, permission: 'queue.read' },
    ],
  },
  {
    heading: 'Catalogue',
    items: [
      { href: '/catalogue', label: 'Products', icon: Package, permission: 'catalog.read', underThumb: true },
      { href: '/review', label: 'Review', icon: PackageSearch, permission: 'catalog.read' },
    ],
  },
  {
    heading: 'Sales',
    items: [
      { href: '/orders', label: 'Orders', icon: ReceiptText, permission: 'orders.read' },
      { href: '/customers', label: 'Customers', icon: ContactRound, permission: 'customers.read' },
    ],
  },
  {
    heading: 'Settings',
    items: [
      { href: '/stores', label: 'Stores', icon: Store, permission: 'stores.read' },
      { href: '/members', label: 'Members', icon: UsersRound, permission: 'members.read' },
    ],
  },
  {
    heading: 'Demo',
    items: [
      {
        href: '/simulators',
        label: 'Simulators',
        icon: Blocks,
        permission: 'simulators.use',
        demoOnly: true,
      },
    ],
  },
]

/** In the user menu, and on phones under "More". */
export const accountItem: NavigationItem = {
  href: '/account',
  label: 'Account',
  icon: CircleUser,
  permission: 'account.use',
}

/** What a person with these permissions may see, without empty sections. */
export function navigationFor(permissions: readonly Permission[], demo: boolean): NavigationSection[] {
  return sections
    .map((section) => ({
      ...section,
      items: section.items.filter(
        (item) => permissions.includes(item.permission) && (demo || item.demoOnly !== true),
      ),
    }))
    .filter((section) => section.items.length > 0)
}

/** Whether `item` leads to the page at `path` or to one above it. */
export function isCurrent(item: NavigationItem, path: string): boolean {
  return item.href === '/' ? path === '/' : path === item.href || path.startsWith(`${item.href}/`)
}
