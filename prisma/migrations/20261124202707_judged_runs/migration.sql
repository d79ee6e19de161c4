-- AlterTable
ALTER TABLE "sync_run" ADD COLUMN     "approved_at" TIMESTAMPTZ(3),
ADD COLUMN     "judgement" JSONB;
