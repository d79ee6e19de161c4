import { type BulkOperations, mostAtOnce, type Outcome } from './bulk-operations.ts'
import { bulkProblem } from './bulk-rules.ts'
import { connect, type ListArgs } from './connection.ts'
import type { ShopContext } from './context.ts'
import { numberOf, shopDomain } from './dialect.ts'
import { prepare } from './graphql-call.ts'

const userError = (field: string[] | null, message: string, code: string) => ({ field, message, code })

/** Fields about bulk operations. @param runBulk answers a query over all there is, slice by slice */
export function bulkRoots(
  context: ShopContext,
  operations: BulkOperations,
  runBulk: (query: string) => Iterable<Outcome>,
) {
  const { store, caller, url } = context
  const owner = `${caller.app}@${shopDomain(store)}`
  const base = `${url}/${store.profile.key}`
  const all = (args: ListArgs) =>
    connect(
      operations.lookAtAll(owner, base).map((operation) => ({
        id: numberOf('BulkOperation', operation.id) ?? 0,
        value: operation.createdAt,
        render: () => operation,
      })),
      args,
      context,
    )

  const start = ({ query, groupObjects }: { query: string; groupObjects?: boolean }) => {
    const refuse = (...errors: ReturnType<typeof userError>[]) => ({
      bulkOperation: null,
      userErrors: errors,
    })
    const ready = prepare({ query, operationName: null })
    if ('errors' in ready) {
      return refuse(userError(['query'], `Invalid bulk query: ${messageOf(ready.errors)}`, 'INVALID'))
    }
    const problem = bulkProblem(ready, query)
    if (problem !== null) return refuse(userError(['query'], problem, 'INVALID'))
    const running = operations.running(owner)
    if (running.length >= mostAtOnce) {
      const message = `Bulk query operations for this app and shop are already in progress: ${running.join(', ')}.`
      return refuse(userError(null, message, 'OPERATION_IN_PROGRESS'))
    }
    const started = { query, grouped: groupObjects ?? false, read: () => runBulk(query) }
    return { bulkOperation: operations.start(owner, started, base), userErrors: [] }
  }

  const cancel = ({ id }: { id: string }) => {
    const found = operations.cancel(owner, id, base)
    if (found === null) {
      return {
        bulkOperation: null,
        userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }],
      }
    }
    const tooLate = { field: null, message: 'A bulk operation cannot be canceled when it is completed' }
    return { bulkOperation: found.operation, userErrors: found.cancelled ? [] : [tooLate] }
  }

  return {
    query: {
      bulkOperation: ({ id }: { id: string }) => operations.look(owner, id, base),
      bulkOperations: all,
      currentBulkOperation: () => operations.lookAtLatest(owner, base),
    },
    mutation: { bulkOperationRunQuery: start, bulkOperationCancel: cancel },
  }
}

const messageOf = ([first]: object[]) => (first && 'message' in first ? String(first.message) : '')
