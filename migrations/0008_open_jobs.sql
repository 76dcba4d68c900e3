DROP INDEX `jobs_open`;--> statement-breakpoint
CREATE INDEX `jobs_open` ON `jobs` (`workspace_id`,`created_at`,`id`) WHERE "jobs"."ended_at" is null;