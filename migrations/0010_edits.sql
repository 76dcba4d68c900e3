ALTER TABLE `assets` ADD `asked` text;--> statement-breakpoint
CREATE UNIQUE INDEX `assets_asked` ON `assets` (`workspace_id`,`asked`) WHERE "assets"."asked" is not null;