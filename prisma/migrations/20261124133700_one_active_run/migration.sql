-- A connection has at most one run that is not over, whoever starts them and however many at once.
CREATE UNIQUE INDEX "sync_run_one_active" ON "sync_run" ("connection_id")
  WHERE "status" IN ('queued', 'running', 'cancelling');
