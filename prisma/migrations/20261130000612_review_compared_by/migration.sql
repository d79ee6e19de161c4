-- AlterTable
ALTER TABLE "review_item" ADD COLUMN     "barcodes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "labels" TEXT[] DEFAULT ARRAY[]::TEXT[];
