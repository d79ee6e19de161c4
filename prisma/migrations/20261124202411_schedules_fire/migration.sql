-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "entities" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "record_issue" ADD COLUMN     "payload" TEXT;

-- What a connection reads was part of its one schedule.
UPDATE "connection" c SET "entities" = ARRAY(
  SELECT e FROM unnest(ARRAY['products', 'inventory', 'batches', 'customers', 'orders']) AS e
   WHERE c."schedule"->'entities' ? e);

-- That schedule becomes one for each entity: what changed at the same pace (an incremental run reads whole what the POS
-- has no deltas of), and all of it once a night, which used to be every run after a day without.
INSERT INTO "sync_schedule" ("id", "connection_id", "entity", "mode", "rule", "jitter_seconds", "next_slot_at", "next_fire_at")
SELECT gen_random_uuid(), c."id", e, 'incremental', jsonb_build_object('everyMinutes', pace), least(pace * 6, 300), due, due
  FROM "connection" c
 CROSS JOIN LATERAL (SELECT greatest(5, round((c."schedule"->>'everyMinutes')::numeric)::int) AS pace,
                            coalesce(c."next_sync_at", now()) AS due) AS old
 CROSS JOIN LATERAL unnest(c."entities") AS e
 WHERE c."status" IN ('active', 'paused') AND c."schedule"->>'everyMinutes' IS NOT NULL;

INSERT INTO "sync_schedule" ("id", "connection_id", "entity", "mode", "rule", "next_slot_at", "next_fire_at")
SELECT gen_random_uuid(), c."id", e, 'full', '{"window": {"from": "02:00", "to": "05:00"}}', night, night + spread
  FROM "connection" c
  JOIN "store" s ON s."id" = c."store_id"
 CROSS JOIN LATERAL (
       SELECT (date_trunc('day', now() AT TIME ZONE s."time_zone") + interval '1 day 2 hours') AT TIME ZONE s."time_zone" AS night,
              random() * interval '2 hours 40 minutes' AS spread) AS tonight
 CROSS JOIN LATERAL unnest(c."entities") AS e
 WHERE c."status" IN ('active', 'paused') AND c."schedule"->>'everyMinutes' IS NOT NULL;

-- DropIndex
DROP INDEX "connection_status_next_sync_at_idx";

-- AlterTable
ALTER TABLE "connection" DROP COLUMN "next_sync_at",
DROP COLUMN "schedule";
