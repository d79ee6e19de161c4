-- CreateIndex
CREATE INDEX "event_correlation_id_type_position_idx" ON "event"("correlation_id", "type", "position");
