-- A run under way reads everything its connection reads.
INSERT INTO "sync_claim" ("run_id", "connection_id", "entity")
SELECT "id", "connection_id", unnest(ARRAY['products', 'inventory', 'batches', 'customers', 'orders'])
  FROM "sync_run" WHERE "status" IN ('planned', 'running', 'cancelling');

-- From now on a connection may have several runs at once, one for each kind of record: sync_claim_one_active.
DROP INDEX "sync_run_one_active";
