import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'

const refuse = () => Promise.reject(new Error('comparing two schemas should need no database'))

/**
 * The one thing the engine asks before it compares two texts: is the schema `public` there, and which PostgreSQL
 * is it writing for. The least we support is 15, so that migrations use nothing newer.
 */
const connection: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'no-database',
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  queryRaw: async () => ({
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, 'PostgreSQL 15.0', 150_000]],
  }),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: async () => undefined,
}

/** Stands in for a database where none is needed. */
export const noDatabase: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'no-database',
  connect: async () => connection,
  connectToShadowDb: async () => connection,
}
