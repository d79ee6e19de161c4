import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'
import { pool } from './pool.ts'

const shared = globalThis as typeof globalThis & { cairnPrisma?: PrismaClient }

/** The typed client, over the same connections as `pool`. One per process, also across hot reloads. */
shared.cairnPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool) })

export const prisma = shared.cairnPrisma
