-- AlterTable
ALTER TABLE "variant" ADD COLUMN     "alias_source_id" TEXT;
