ALTER TABLE `assets` ADD `consent` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `input_hash` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `consent` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `fallback` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `tried` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `worth` integer;--> statement-breakpoint
CREATE INDEX `jobs_alike` ON `jobs` (`workspace_id`,`input_hash`,`ended_at`) WHERE "jobs"."state" = 'done';