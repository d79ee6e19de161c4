-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "query" TEXT NOT NULL DEFAULT '';
