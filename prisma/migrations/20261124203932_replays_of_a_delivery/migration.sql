-- CreateIndex
CREATE INDEX "webhook_delivery_replay_of_id_idx" ON "webhook_delivery"("replay_of_id");
