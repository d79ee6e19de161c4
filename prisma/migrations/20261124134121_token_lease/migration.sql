-- AlterTable
ALTER TABLE "connection_secret" ADD COLUMN     "lease_owner" UUID,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3);
