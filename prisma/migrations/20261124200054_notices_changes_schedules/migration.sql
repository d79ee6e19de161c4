-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "creation_policy" TEXT NOT NULL DEFAULT 'create',
ADD COLUMN     "guard" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "sync_run" ADD COLUMN     "dry" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "entities" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "resumed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "schedule_id" UUID,
ADD COLUMN     "stalled" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undoes_run_id" UUID,
ALTER COLUMN "status" SET DEFAULT 'planned';

-- AlterTable
ALTER TABLE "source_record" ADD COLUMN     "observed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "source_record_version" ADD COLUMN     "delivery_id" UUID;

-- AlterTable
ALTER TABLE "event" ADD COLUMN     "correlation_id" UUID;

-- AlterTable
ALTER TABLE "worker_heartbeat" ADD COLUMN     "health_port" INTEGER,
ADD COLUMN     "queues" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "vendors" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "sync_schedule" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "jitter_seconds" INTEGER NOT NULL DEFAULT 0,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "next_slot_at" TIMESTAMPTZ(3),
    "next_fire_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_slot" (
    "schedule_id" UUID NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_id" UUID,

    CONSTRAINT "schedule_slot_pkey" PRIMARY KEY ("schedule_id","slot_at")
);

-- CreateTable
CREATE TABLE "sync_claim" (
    "run_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "sync_claim_pkey" PRIMARY KEY ("run_id","entity")
);

-- CreateTable
CREATE TABLE "sync_change" (
    "run_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "payload" TEXT,
    "hash" TEXT,
    "source_updated_at" TIMESTAMPTZ(3),
    "observed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "base_version" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL DEFAULT '',
    "difference" JSONB NOT NULL DEFAULT '[]',
    "hides" BOOLEAN NOT NULL DEFAULT false,
    "zeroes" BOOLEAN NOT NULL DEFAULT false,
    "reprices" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'staged',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_change_pkey" PRIMARY KEY ("run_id","entity","source_id")
);

-- CreateTable
CREATE TABLE "refused_change" (
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "run_id" UUID,
    "refused_by_id" UUID,
    "refused_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refused_change_pkey" PRIMARY KEY ("connection_id","entity","source_id")
);

-- CreateTable
CREATE TABLE "review_item" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "brand" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "proposals" JSONB NOT NULL DEFAULT '[]',
    "linked_product_id" UUID,
    "run_id" UUID,
    "delivery_id" UUID,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_alias" (
    "connection_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_alias_pkey" PRIMARY KEY ("connection_id","source_id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "vendor" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "body" TEXT,
    "body_bytes" INTEGER NOT NULL DEFAULT 0,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'received',
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "error_kind" TEXT,
    "error_message" TEXT,
    "effects" JSONB NOT NULL DEFAULT '[]',
    "replay_of_id" UUID,
    "occurred_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery_record" (
    "delivery_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_record_pkey" PRIMARY KEY ("delivery_id","entity","source_id")
);

-- CreateTable
CREATE TABLE "webhook_refusal" (
    "connection_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_refusal_pkey" PRIMARY KEY ("connection_id","hour","reason")
);

-- CreateTable
CREATE TABLE "webhook_subscription" (
    "connection_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "vendor_id" TEXT,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "remade" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_subscription_pkey" PRIMARY KEY ("connection_id","topic")
);

-- CreateTable
CREATE TABLE "notice_audit" (
    "run_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "changed" INTEGER NOT NULL,
    "missed" INTEGER NOT NULL,
    "source_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_audit_pkey" PRIMARY KEY ("run_id","entity")
);

-- CreateIndex
CREATE INDEX "sync_schedule_next_fire_at_idx" ON "sync_schedule"("next_fire_at");

-- CreateIndex
CREATE UNIQUE INDEX "sync_schedule_connection_id_entity_mode_key" ON "sync_schedule"("connection_id", "entity", "mode");

-- CreateIndex
CREATE INDEX "sync_change_run_id_state_entity_position_idx" ON "sync_change"("run_id", "state", "entity", "position");

-- CreateIndex
CREATE INDEX "review_item_organization_id_state_first_seen_at_id_idx" ON "review_item"("organization_id", "state", "first_seen_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_connection_id_entity_source_id_key" ON "review_item"("connection_id", "entity", "source_id");

-- CreateIndex
CREATE INDEX "product_alias_product_id_idx" ON "product_alias"("product_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_organization_id_received_at_id_idx" ON "webhook_delivery"("organization_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_store_id_received_at_id_idx" ON "webhook_delivery"("store_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_connection_id_received_at_idx" ON "webhook_delivery"("connection_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_connection_id_delivery_key_key" ON "webhook_delivery"("connection_id", "delivery_key");

-- CreateIndex
CREATE INDEX "webhook_delivery_record_connection_id_entity_source_id_rece_idx" ON "webhook_delivery_record"("connection_id", "entity", "source_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "notice_audit_connection_id_created_at_idx" ON "notice_audit"("connection_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "source_record_version_run_id_idx" ON "source_record_version"("run_id");

-- AddForeignKey
ALTER TABLE "sync_schedule" ADD CONSTRAINT "sync_schedule_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_slot" ADD CONSTRAINT "schedule_slot_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "sync_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_change" ADD CONSTRAINT "sync_change_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery_record" ADD CONSTRAINT "webhook_delivery_record_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_subscription" ADD CONSTRAINT "webhook_subscription_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- "Queued" is the queue's word; a run is planned until a worker takes it.
UPDATE "sync_run" SET "status" = 'planned' WHERE "status" = 'queued';
DROP INDEX "sync_run_one_active";
CREATE UNIQUE INDEX "sync_run_one_active" ON "sync_run" ("connection_id")
  WHERE "status" IN ('planned', 'running', 'cancelling');

-- One run at a time for each kind of record of a connection.
CREATE UNIQUE INDEX "sync_claim_one_active" ON "sync_claim" ("connection_id", "entity") WHERE "active";

-- What is still to be worked on, oldest first.
CREATE INDEX "webhook_delivery_open" ON "webhook_delivery" ("connection_id", "received_at", "id")
  WHERE "state" IN ('received', 'waiting');
