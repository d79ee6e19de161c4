-- Search in the catalogue finds any part of a name or brand, and only trigrams make that an index lookup.
-- Prisma cannot express operator classes of extensions, so these live here alone.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "product_name_trgm_idx" ON "product" USING gin ("name" gin_trgm_ops);
CREATE INDEX "product_brand_trgm_idx" ON "product" USING gin ("brand" gin_trgm_ops);
