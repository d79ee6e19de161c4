-- AlterTable
ALTER TABLE "rate_budget" DROP COLUMN "refilled_at",
DROP COLUMN "tokens";

-- CreateTable
CREATE TABLE "rate_slot" (
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "held_until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_slot_pkey" PRIMARY KEY ("key","number")
);
