-- AlterTable
ALTER TABLE "worker_heartbeat" ADD COLUMN     "concurrency" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stopping" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" TEXT NOT NULL DEFAULT '';
