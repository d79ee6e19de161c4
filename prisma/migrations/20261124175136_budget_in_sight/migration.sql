-- AlterTable
ALTER TABLE "measurement" ADD COLUMN     "lane" TEXT NOT NULL DEFAULT 'catalogue',
ADD COLUMN     "waited_ms" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "rate_use" (
    "connection_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "capacity" DOUBLE PRECISION NOT NULL,
    "per_second" DOUBLE PRECISION NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_use_pkey" PRIMARY KEY ("connection_id","key")
);
