CREATE TABLE `assets` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`file_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`origin` text NOT NULL,
	`model` text,
	`prompt` text DEFAULT '' NOT NULL,
	`job_id` text,
	`n` integer,
	`source` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assets_of_job` ON `assets` (`job_id`,`n`);--> statement-breakpoint
CREATE INDEX `assets_by_workspace` ON `assets` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credentials_user` ON `credentials` (`user_id`);--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace_id` text NOT NULL,
	`job_id` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_by_workspace` ON `events` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`sha256` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`duration_ms` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_once` ON `files` (`workspace_id`,`sha256`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`unit` text NOT NULL,
	`source` text NOT NULL,
	`granted` integer NOT NULL,
	`available` integer NOT NULL,
	`reason` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "grants_available" CHECK("grants"."available" between 0 and "grants"."granted")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_once` ON `grants` (`workspace_id`,`unit`,`source`,`reason`);--> statement-breakpoint
CREATE INDEX `grants_spendable` ON `grants` (`workspace_id`,`unit`,`expires_at`);--> statement-breakpoint
CREATE TABLE `holds` (
	`job_id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`grant_id` text NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`settled` integer,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "holds_settled" CHECK("holds"."settled" is null or "holds"."settled" between 0 and "holds"."amount")
);
--> statement-breakpoint
CREATE INDEX `holds_open` ON `holds` (`workspace_id`) WHERE "holds"."closed_at" is null;--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text,
	`status` text NOT NULL,
	`inviter_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`inviter_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`order_id` text NOT NULL,
	`n` integer NOT NULL,
	`task` text NOT NULL,
	`model` text NOT NULL,
	`vendor` text NOT NULL,
	`input` text NOT NULL,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`unit` text NOT NULL,
	`asked` integer NOT NULL,
	`held` integer NOT NULL,
	`charged` integer,
	`vendor_cost_micros` integer NOT NULL,
	`prepared` text,
	`handle` text,
	`made` text,
	`hook_token` text NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`claim` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`allowed_ms` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`reason` text,
	`message` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "jobs_ended" CHECK(("jobs"."ended_at" is not null) = ("jobs"."state" in ('done', 'failed', 'cancelled'))),
	CONSTRAINT "jobs_started" CHECK("jobs"."state" in ('failed', 'cancelled') or ("jobs"."state" = 'queued') = ("jobs"."started_at" is null)),
	CONSTRAINT "jobs_charged" CHECK("jobs"."charged" is null or ("jobs"."charged" between 0 and "jobs"."held")),
	CONSTRAINT "jobs_free_unless_done" CHECK("jobs"."state" = 'done' or coalesce("jobs"."charged", 0) = 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_place` ON `jobs` (`order_id`,`n`);--> statement-breakpoint
CREATE INDEX `jobs_waiting` ON `jobs` (`vendor`,`due_at`) WHERE "jobs"."started_at" is null and "jobs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `jobs_in_flight` ON `jobs` (`vendor`,`due_at`) WHERE "jobs"."started_at" is not null and "jobs"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_claim` ON `jobs` (`claim`) WHERE "jobs"."claim" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_handle_once` ON `jobs` (`vendor`,`handle`) WHERE "jobs"."handle" is not null;--> statement-breakpoint
CREATE INDEX `jobs_open` ON `jobs` (`workspace_id`) WHERE "jobs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `jobs_by_workspace` ON `jobs` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`grant_id` text NOT NULL,
	`job_id` text,
	`kind` text NOT NULL,
	`unit` text NOT NULL,
	`delta` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_one_hold` ON `ledger` (`job_id`) WHERE "ledger"."kind" = 'hold';--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_one_close` ON `ledger` (`job_id`) WHERE "ledger"."kind" in ('settle', 'release');--> statement-breakpoint
CREATE INDEX `ledger_by_workspace` ON `ledger` (`workspace_id`,`at`);--> statement-breakpoint
CREATE INDEX `ledger_by_grant` ON `ledger` (`grant_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_once` ON `members` (`organization_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `members_user` ON `members` (`user_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_once` ON `orders` (`workspace_id`,`key`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`active_organization_id` text,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `spending` (
	`workspace_id` text NOT NULL,
	`month` text NOT NULL,
	`unit` text NOT NULL,
	`charged` integer NOT NULL,
	`vendor_cost_micros` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `month`, `unit`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `vendors` (
	`id` text PRIMARY KEY NOT NULL,
	`per_minute` integer NOT NULL,
	`parallel` integer NOT NULL,
	`minute_started_at` integer DEFAULT 0 NOT NULL,
	`started_in_minute` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`logo` text,
	`metadata` text,
	`plan` text DEFAULT 'free' NOT NULL,
	`created_at` integer NOT NULL,
	`served_at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_slug_unique` ON `workspaces` (`slug`);