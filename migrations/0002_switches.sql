CREATE TABLE `switch_lists` (
	`version` integer PRIMARY KEY NOT NULL,
	`list` text NOT NULL,
	`signature` text NOT NULL
);
