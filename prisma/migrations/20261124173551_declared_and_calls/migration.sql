-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "calls" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "declared" BOOLEAN NOT NULL DEFAULT false;

-- However many processes start at once, the environment's connection is made once.
CREATE UNIQUE INDEX "connection_declared_key" ON "connection" ("store_id", "vendor") WHERE "declared";
