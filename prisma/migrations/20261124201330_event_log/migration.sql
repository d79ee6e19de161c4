-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "recorded_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "event_stream" (
    "stream" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "forgotten" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_stream_pkey" PRIMARY KEY ("stream")
    -- Every event updates a head: room on the page keeps that from touching the index.
) WITH (fillfactor = 70);

-- CreateTable
CREATE TABLE "event_reader" (
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_reader_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "change_count" (
    "connection_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "change_count_pkey" PRIMARY KEY ("connection_id","hour","kind")
);

-- CreateIndex
CREATE INDEX "change_count_hour_idx" ON "change_count"("hour");

-- The log in partitions, one a month (UTC): what is too old goes as a whole table. A partitioned table cannot be made
-- of another: a new one, copy, swap. Positions stay those of the one sequence.
ALTER TABLE "event" RENAME TO "event_before";
ALTER TABLE "event_before" RENAME CONSTRAINT "event_pkey" TO "event_before_pkey";
ALTER TABLE "event_before" ALTER COLUMN "position" DROP DEFAULT;

CREATE TABLE "event" (
    "position" BIGINT NOT NULL DEFAULT nextval('event_position_seq'),
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "store_id" UUID,
    "connection_id" UUID,
    "stream" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "schema_version" INTEGER NOT NULL DEFAULT 1,
    "data" JSONB NOT NULL,
    "cause" JSONB NOT NULL DEFAULT '{}',
    "correlation_id" UUID,
    "transaction_id" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("position", "occurred_at")
) PARTITION BY RANGE ("occurred_at");
ALTER SEQUENCE "event_position_seq" OWNED BY "event"."position";

-- CreateIndex
CREATE INDEX "event_connection_id_occurred_at_idx" ON "event"("connection_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_stream_version_occurred_at_key" ON "event"("stream", "version", "occurred_at");

-- Months there are events of, this one and three ahead; `events.tidy` makes the later ones.
DO $$
DECLARE
  month timestamp := date_trunc('month', coalesce((SELECT min(occurred_at) FROM event_before), now()) AT TIME ZONE 'UTC');
BEGIN
  WHILE month <= date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months' LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
      'event_' || to_char(month, 'YYYY_MM'), month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    month := month + interval '1 month';
  END LOOP;
END $$;
CREATE TABLE "event_default" PARTITION OF "event" DEFAULT;

INSERT INTO "event" ("position", "id", "organization_id", "store_id", "connection_id", "stream", "version", "type",
    "schema_version", "data", "cause", "correlation_id", "transaction_id", "occurred_at")
SELECT "position", "id", "organization_id", "store_id", "connection_id", "stream", "version", "type",
    "schema_version", "data", "cause", "correlation_id", "transaction_id", "occurred_at"
  FROM "event_before";
INSERT INTO "event_stream" ("stream", "version", "last_at")
SELECT "stream", max("version"), max("occurred_at") FROM "event_before" GROUP BY "stream";
DROP TABLE "event_before";
