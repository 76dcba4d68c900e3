CREATE TABLE `model_rows` (
	`model` text PRIMARY KEY NOT NULL,
	`off` integer DEFAULT false NOT NULL,
	`micros` text,
	`note` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE `price_checks` (
	`model` text NOT NULL,
	`options` text NOT NULL,
	`our_micros` integer NOT NULL,
	`vendor_micros` integer,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`model`, `options`)
);
--> statement-breakpoint
CREATE TABLE `stops` (
	`scope` text PRIMARY KEY NOT NULL,
	`daily_micros` integer NOT NULL,
	CONSTRAINT "stops_daily" CHECK("stops"."daily_micros" >= 0)
);
--> statement-breakpoint
CREATE TABLE `vendor_days` (
	`scope` text NOT NULL,
	`day` text NOT NULL,
	`micros` integer NOT NULL,
	`stop_micros` integer NOT NULL,
	PRIMARY KEY(`scope`, `day`),
	CONSTRAINT "vendor_days_stop" CHECK("vendor_days"."micros" between 0 and "vendor_days"."stop_micros")
);
--> statement-breakpoint
CREATE TABLE `upload_parts` (
	`upload_id` text NOT NULL,
	`n` integer NOT NULL,
	`etag` text NOT NULL,
	PRIMARY KEY(`upload_id`, `n`),
	FOREIGN KEY (`upload_id`) REFERENCES `uploads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`multipart` text NOT NULL,
	`bytes` integer NOT NULL,
	`query` text NOT NULL,
	`asset_id` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_by_workspace` ON `uploads` (`workspace_id`,`expires_at`);--> statement-breakpoint
CREATE INDEX `uploads_stale` ON `uploads` (`expires_at`);--> statement-breakpoint
ALTER TABLE `files` ADD `animated` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_ended` ON `jobs` (`ended_at`) WHERE "jobs"."ended_at" is not null;