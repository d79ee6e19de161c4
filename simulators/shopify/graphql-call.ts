import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
} from 'graphql'
import { type Budget, mostPerQuery } from './budget.ts'
import type { ShopContext } from './context.ts'
import { queryCost } from './cost.ts'
import { resolveField } from './resolve-field.ts'
import { adminSchema } from './schema.ts'
import { translateSyntax, translateValidation, translateVariable } from './translate-errors.ts'

const documentation = 'https://shopify.dev/api/usage/rate-limits'

export type Asked = { query: string; variables: Record<string, unknown>; operationName: string | null }

/** Objects whose functions are the fields of `query` and `mutation`. */
export type Roots = { query: object; mutation: object }

type Ready = { document: DocumentNode; operation: OperationDefinitionNode }

/** Reads and checks a document. @returns the errors in the vendor's shape when it isn't one it would run */
export function prepare({ query, operationName }: Omit<Asked, 'variables'>): Ready | { errors: object[] } {
  let document: DocumentNode
  try {
    document = parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [translateSyntax(error)] }
    throw error
  }
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  const operation = operations.find(({ name }) => operationName === null || name?.value === operationName)
  if (operation === undefined || (operationName === null && operations.length > 1)) {
    return { errors: [{ message: 'An operation name is required' }] }
  }
  const found = validate(adminSchema().schema, document)
  return found.length > 0 ? { errors: translateValidation(found, document) } : { document, operation }
}

/** Runs what was prepared. Errors carry a code in their extensions. */
export function run({ document, operation }: Ready, asked: Asked, context: ShopContext, roots: Roots) {
  const rootValue = operation.operation === 'mutation' ? roots.mutation : roots.query
  const { data, errors } = executeSync({
    schema: adminSchema().schema,
    document,
    rootValue,
    contextValue: context,
    variableValues: asked.variables,
    operationName: asked.operationName,
    fieldResolver: resolveField,
  })
  const told = errors?.map((error) => ({
    message: error.message,
    locations: error.locations?.map(({ line, column }) => ({ line, column })),
    path: error.path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions },
  }))
  return { ...(told && { errors: told }), data: data ?? null }
}

/**
 * Answers a query as the vendor does, always inside a 200: checked against the schema, paid for from the bucket, run.
 * @param key whose bucket it is
 */
export function answerQuery(
  asked: Asked,
  context: ShopContext,
  { roots, budget, key }: { roots: Roots; budget: Budget; key: string },
): object {
  const ready = prepare(asked)
  if ('errors' in ready) return ready
  const { document, operation } = ready
  const { schema } = adminSchema()
  const declared = operation.variableDefinitions ?? []
  const values = getVariableValues(schema, declared, asked.variables)
  if (values.errors) {
    const types = new Map(declared.map(({ variable, type }) => [variable.name.value, print(type)]))
    return { errors: values.errors.map((error) => translateVariable(error, types)) }
  }

  const coerced = values.variableValues.coerced
  const requestedQueryCost = queryCost(document, operation, coerced)
  const cost = (actualQueryCost: number | null) => ({
    requestedQueryCost,
    actualQueryCost,
    throttleStatus: budget.status(key),
  })
  if (requestedQueryCost > mostPerQuery) {
    const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${mostPerQuery}).`
    const extensions = {
      code: 'MAX_COST_EXCEEDED',
      cost: requestedQueryCost,
      maxCost: mostPerQuery,
      documentation,
    }
    return { errors: [{ message, extensions }] }
  }
  if (!budget.take(key, requestedQueryCost)) {
    return {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }],
      extensions: { cost: cost(null) },
    }
  }
  const answer = run(ready, asked, context, roots)
  const actual = Math.min(
    requestedQueryCost,
    answer.data === null ? 0 : queryCost(document, operation, coerced, { of: answer.data }),
  )
  budget.giveBack(key, requestedQueryCost - actual)
  const { warnings } = context
  return {
    ...answer,
    extensions: { cost: cost(actual), ...(warnings.length > 0 && { search: warnings }) },
  }
}
