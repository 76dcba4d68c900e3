ALTER TABLE `jobs` ADD `turn` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_line` ON `jobs` (`vendor`,"priority" desc,`turn`,`created_at`,`n`) WHERE "jobs"."started_at" is null and "jobs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `jobs_last_turn` ON `jobs` (`vendor`,`workspace_id`,`turn`) WHERE "jobs"."started_at" is null and "jobs"."ended_at" is null;--> statement-breakpoint
ALTER TABLE `vendors` ADD `next_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `vendors` ADD `turn` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `vendors` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `vendors` ADD `closed_until` integer DEFAULT 0 NOT NULL;