-- CreateTable
CREATE TABLE "lookup_key" (
    "organization_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lookup_key_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "person_key" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "sealed" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "customer_type" TEXT,
    "profile" TEXT,
    "email_hash" TEXT,
    "phone_hash" TEXT,
    "name_hash" TEXT,
    "source_created_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_order" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "reference" TEXT,
    "status" TEXT NOT NULL,
    "source_status" TEXT NOT NULL,
    "fulfilment" TEXT NOT NULL,
    "customer_source_id" TEXT,
    "customer_type" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "currency" TEXT NOT NULL,
    "subtotal_minor" BIGINT,
    "discount_minor" BIGINT,
    "tax_minor" BIGINT,
    "total_minor" BIGINT,
    "line_count" INTEGER NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source_id" TEXT NOT NULL,
    "variant_source_id" TEXT,
    "name" TEXT NOT NULL,
    "quantity" DECIMAL(18,4) NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price_minor" BIGINT,
    "discount_minor" BIGINT,
    "total_minor" BIGINT,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("order_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_key_connection_id_entity_source_id_key" ON "person_key"("connection_id", "entity", "source_id");

-- CreateIndex
CREATE INDEX "customer_organization_id_changed_at_id_idx" ON "customer"("organization_id", "changed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customer_store_id_changed_at_id_idx" ON "customer"("store_id", "changed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customer_organization_id_email_hash_idx" ON "customer"("organization_id", "email_hash");

-- CreateIndex
CREATE INDEX "customer_organization_id_phone_hash_idx" ON "customer"("organization_id", "phone_hash");

-- CreateIndex
CREATE INDEX "customer_organization_id_name_hash_idx" ON "customer"("organization_id", "name_hash");

-- CreateIndex
CREATE UNIQUE INDEX "customer_connection_id_source_id_key" ON "customer"("connection_id", "source_id");

-- CreateIndex
CREATE INDEX "customer_order_organization_id_placed_at_id_idx" ON "customer_order"("organization_id", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customer_order_store_id_placed_at_id_idx" ON "customer_order"("store_id", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customer_order_organization_id_status_placed_at_id_idx" ON "customer_order"("organization_id", "status", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customer_order_organization_id_number_idx" ON "customer_order"("organization_id", "number");

-- CreateIndex
CREATE INDEX "customer_order_connection_id_customer_source_id_placed_at_idx" ON "customer_order"("connection_id", "customer_source_id", "placed_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "customer_order_connection_id_source_id_key" ON "customer_order"("connection_id", "source_id");

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "customer_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
