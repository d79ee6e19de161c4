-- What is sealed can't be compressed; trying to costs a tenth of what keeping a delivery does.
ALTER TABLE "webhook_delivery" ALTER COLUMN "body" SET STORAGE EXTERNAL;
