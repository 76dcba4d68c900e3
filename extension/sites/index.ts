import { facebook } from './facebook.ts'
import { gmail } from './gmail.ts'
import { instagram } from './instagram.ts'
import { linkedin } from './linkedin.ts'
import { shopify } from './shopify.ts'
import type { Site } from './site.ts'
import { wordpress } from './wordpress.ts'
import { x } from './x.ts'

/** Every site we know by name. */
export const sites: readonly Site[] = [linkedin, x, facebook, instagram, gmail, shopify, wordpress]

const isOn = (host: string) => (known: string) => host === known || host.endsWith(`.${known}`)

/** The site an address belongs to; null for a page that no site file knows. */
export const siteOf = (url: URL): Site | null =>
  sites.find((site) => site.hosts.some(isOn(url.hostname)) || site.where?.(url)) ?? null
