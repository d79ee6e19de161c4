-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "sealed_body" BYTEA;

-- What is sealed can't be compressed.
ALTER TABLE "webhook_delivery" ALTER COLUMN "sealed_body" SET STORAGE EXTERNAL;
