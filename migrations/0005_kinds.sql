-- Sounds, 3D and words have no pixels. Columns are made anew rather than the table: other tables refer to it.
ALTER TABLE `files` ADD `text` text;--> statement-breakpoint
ALTER TABLE `files` ADD `new_width` integer;--> statement-breakpoint
ALTER TABLE `files` ADD `new_height` integer;--> statement-breakpoint
UPDATE `files` SET `new_width` = `width`, `new_height` = `height`;--> statement-breakpoint
ALTER TABLE `files` DROP COLUMN `width`;--> statement-breakpoint
ALTER TABLE `files` DROP COLUMN `height`;--> statement-breakpoint
ALTER TABLE `files` RENAME COLUMN `new_width` TO `width`;--> statement-breakpoint
ALTER TABLE `files` RENAME COLUMN `new_height` TO `height`;
