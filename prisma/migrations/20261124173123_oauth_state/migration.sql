-- CreateTable
CREATE TABLE "oauth_state" (
    "id" UUID NOT NULL,
    "state_hash" TEXT NOT NULL,
    "connection_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "sign_in_method" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "code_verifier" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_state_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "oauth_state_state_hash_key" ON "oauth_state"("state_hash");

-- CreateIndex
CREATE INDEX "oauth_state_connection_id_idx" ON "oauth_state"("connection_id");

-- CreateIndex
CREATE INDEX "oauth_state_expires_at_idx" ON "oauth_state"("expires_at");

-- AddForeignKey
ALTER TABLE "oauth_state" ADD CONSTRAINT "oauth_state_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
