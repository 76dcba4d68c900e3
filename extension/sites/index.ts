import { linkedin } from './linkedin.ts'
import type { Site } from './site.ts'

/** Every site we know by name; anywhere else the focused editor is the composer. */
export const sites: readonly Site[] = [linkedin]

export const siteOf = (host: string): Site | null =>
  sites.find((site) => site.hosts.some((known) => host === known || host.endsWith(`.${known}`))) ?? null
