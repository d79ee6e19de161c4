-- CreateTable
CREATE TABLE "rate_bucket" (
    "key" TEXT NOT NULL,
    "capacity" DOUBLE PRECISION NOT NULL,
    "restore_per_second" DOUBLE PRECISION NOT NULL,
    "debt" DOUBLE PRECISION NOT NULL,
    "in_flight" DOUBLE PRECISION NOT NULL,
    "settled_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rate_hold" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "held_until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rate_hold_key_held_until_idx" ON "rate_hold"("key", "held_until");
