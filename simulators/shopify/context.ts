import { GraphQLError } from 'graphql'
import type { WorldCustomer, WorldOrder } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import type { Room } from '../world/types.ts'
import type { Catalogue } from './catalogue.ts'

/**
 * What the review for protected customer data let an app see: nothing of customers and orders, both without names,
 * addresses, email and telephone, or all of it.
 */
export type Approval = 0 | 1 | 2

/** One installed app in one shop, as a call's token says. */
export type Caller = {
  app: string
  /** As granted; what write_x gives of read_x is not written out. */
  scopes: readonly string[]
  approval: Approval
}

/** What a field that a search doesn't know is answered with, in the extensions. */
export type SearchWarning = { path: string[]; query: string; warnings: object[] }

/** What objects refer to one another by; each by its place in the world. */
export type Objects = {
  product(index: number): object
  variant(index: number): object
  item(index: number): object
  location(room: Room): object
  customer(customer: WorldCustomer): object
  order(order: WorldOrder): object
}

/** How far one list has been read. Lists within it are read whole. */
export type BulkPlace = { after: string | null; done: boolean }

/** What resolvers are given besides their arguments. */
export type ShopContext = {
  store: WorldStore
  catalogue: Catalogue
  caller: Caller
  /** Epoch ms, in the store. */
  now: number
  /** The vendor's base address here, without the shop. */
  url: string
  apiVersion: string
  pictureUrl(name: string): string
  /** How far the lists of a bulk operation have been read, by their name in the query; null when it is none. */
  bulk: Map<string, BulkPlace> | null
  warnings: SearchWarning[]
  objects: Objects
}

/** Whether the call's scopes hold that one; who may write may read. */
export function holds({ scopes }: Caller, scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, 'write_'))
}

/** An error with a code, as the vendor answers while a query runs. */
export const refused = (code: string, message: string, more: object = {}) =>
  new GraphQLError(message, { extensions: { code, ...more } })
