import { ShopFault } from './envelope.ts'

/** Faults every resource shares, and those of single ones by their own numbers. */
export const accessDenied = () => new ShopFault(2, 'Access denied.')
export const sessionExpired = () => new ShopFault(5, 'Session expired. Try to relogin.')
export const missingParameter = () =>
  new ShopFault(6, 'Required parameter is missing, for more details see "exception.log".')
export const noProduct = () => new ShopFault(101, 'Product not exists.')
export const noAttribute = () => new ShopFault(101, 'Requested attribute not found.')
export const noCustomer = () => new ShopFault(101, 'Customer not exists.')
export const noOrder = () => new ShopFault(100, 'Requested order not exists.')
/** @param code of the resource: 101, and 102 of products */
export const badFilters = (code: 101 | 102) =>
  new ShopFault(code, 'Invalid filters given. Details in error message.')
/** What PHP says of an element its WSDL does not have. */
export const noProcedure = (name: string) =>
  new ShopFault('SOAP-ENV:Server', `Procedure '${name}' not present`)
