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
ALTER TABLE `files` ADD `animated` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_ended` ON `jobs` (`ended_at`) WHERE "jobs"."ended_at" is not null;