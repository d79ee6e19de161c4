import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { connectInOrder } from './connection.ts'
import { holds, refused, type ShopContext } from './context.ts'
import { adminSchema, elementName } from './schema.ts'

const review = 'https://shopify.dev/docs/apps/launch/protected-customer-data'
const documentation = 'https://shopify.dev/api/usage/access-scopes'

/** Fields for which the second level of approval is needed. */
const personal: Record<string, ReadonlySet<string>> = {
  Customer: new Set(
    'firstName lastName displayName email phone defaultEmailAddress defaultPhoneNumber defaultAddress addresses addressesV2'.split(
      ' ',
    ),
  ),
  Order: new Set('email phone billingAddress shippingAddress displayAddress'.split(' ')),
}

/** @throws ACCESS_DENIED when the app wasn't approved for that much of protected customer data */
function requireApproval(
  typeName: string,
  fieldName: string,
  returned: string,
  { caller: { approval } }: ShopContext,
) {
  const closed =
    approval === 0 && (returned === 'Customer' || returned === 'Order')
      ? `access the ${returned} object`
      : approval < 2 && personal[typeName]?.has(fieldName)
        ? `use the ${fieldName} field`
        : null
  if (closed === null) return
  throw refused('ACCESS_DENIED', `This app is not approved to ${closed}. See ${review} for more details.`, {
    documentation: review,
  })
}

type Rule = { required: string; scopes: readonly string[] }

/** What stands before a field: the rules of the field and of what it returns. Worked out once a field. */
const gates = new Map<string, Map<string, { returned: string; rules: Rule[] }>>()

function gateOf(typeName: string, fieldName: string, type: GraphQLOutputType) {
  const ofType = gates.get(typeName) ?? new Map<string, { returned: string; rules: Rule[] }>()
  gates.set(typeName, ofType)
  const known = ofType.get(fieldName)
  if (known !== undefined) return known
  const { access } = adminSchema()
  const returned = elementName(getNamedType(type))
  const rules = [access.get(`${typeName}.${fieldName}`), access.get(returned)].filter(
    (rule) => rule !== undefined,
  )
  ofType.set(fieldName, { returned, rules })
  return { returned, rules }
}

/** @throws ACCESS_DENIED when the app's scopes don't open the field, or what it returns */
function requireAccess(typeName: string, fieldName: string, type: GraphQLOutputType, context: ShopContext) {
  const { returned, rules } = gateOf(typeName, fieldName, type)
  if (context.caller.approval < 2) requireApproval(typeName, fieldName, returned, context)
  for (const rule of rules) {
    if (rule.scopes.some((scope) => holds(context.caller, scope))) continue
    throw refused(
      'ACCESS_DENIED',
      `Access denied for ${fieldName} field. Required access: ${rule.required}`,
      {
        documentation,
        requiredAccess: rule.required,
      },
    )
  }
}

/** A value for a field that is in the schema and that this shop makes no use of. */
function unused(typeName: string, fieldName: string, type: GraphQLOutputType, context: ShopContext): unknown {
  const nothing = `This simulator has no ${typeName}.${fieldName}.`
  if (typeName === 'QueryRoot' || typeName === 'Mutation') throw refused('INTERNAL_SERVER_ERROR', nothing)
  if (!isNonNullType(type)) return null
  const named = getNamedType(type)
  if (isListType(type.ofType)) return []
  if (named.name === 'Boolean') return false
  if (isObjectType(named) && named.name.endsWith('Connection')) {
    return connectInOrder([], { first: 0 }, context)
  }
  throw refused('INTERNAL_SERVER_ERROR', nothing)
}

/** The arguments, with how far the list was read at the root of a bulk operation. */
function placed(args: object, { bulk }: ShopContext, { path }: GraphQLResolveInfo): object {
  const place = path.prev === undefined ? bulk?.get(String(path.key)) : undefined
  return place === undefined ? args : { ...args, place }
}

/** Reads a field from a rendered object: a value, or a function of the arguments; behind the access scopes. */
export const resolveField: GraphQLFieldResolver<unknown, ShopContext> = (source, args, context, info) => {
  const { fieldName, parentType, returnType } = info
  requireAccess(parentType.name, fieldName, returnType, context)
  const value: unknown = Object(source)[fieldName]
  if (typeof value === 'function') return value(placed(args, context, info), context)
  return value === undefined ? unused(parentType.name, fieldName, returnType, context) : value
}
