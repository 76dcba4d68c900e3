ALTER TABLE `vendors` DROP COLUMN `minute_started_at`;--> statement-breakpoint
ALTER TABLE `vendors` DROP COLUMN `started_in_minute`;--> statement-breakpoint
ALTER TABLE `workspaces` DROP COLUMN `served_at`;