import type { Margins, Size } from './crop.ts'
import type { Box } from './fields.ts'

// What the networks take and show, as of November 2026.

export const platforms = {
  instagram: 'Instagram',
  facebook: 'Facebook',
  x: 'X',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  pinterest: 'Pinterest',
  tiktok: 'TikTok',
  threads: 'Threads',
  shopify: 'Shopify',
  amazon: 'Amazon',
  email: 'E-mail',
  web: 'Web',
} as const
export type PlatformId = keyof typeof platforms

/** `doc`: the platform says so; `code`: seen to work; `conv`: several guides agree; `unk`: not known for certain. */
export type Confidence = 'doc' | 'code' | 'conv' | 'unk'

const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/bmp', 'image/tiff'] as const
export type PlacementType = (typeof types)[number]

/** A slot for a picture on a platform. */
export interface Placement {
  /** Platform and slot: "instagram-story". */
  id: string
  platform: PlatformId
  /** "Story 9:16", to be read after the platform's name. */
  title: string
  /** Pixels of the picture to send. */
  size: Size
  /** What it takes. */
  types: readonly PlacementType[]
  /** The most bytes it is sure to take; null: no figure is known. */
  maxBytes: number | null
  /** To be kept free of words, faces and marks. */
  margins: Margins
  /** In a circle the corners are not seen. */
  shape: 'rect' | 'circle'
  /** What the platform lays over the picture, about there. */
  covered: readonly { box: Box; by: string }[]
  /** `export`: there is no way to send it but by hand. */
  publish: 'api' | 'api-as-pin' | 'export'
  /** How sure size, types and bytes are. */
  confidence: Confidence
  /** How sure the margins are: none with `unk` means that no cover is known, not that there is none. */
  marginsConfidence: Confidence
  note?: string
}

type Four = readonly [top: number, right: number, bottom: number, left: number]
const none: Four = [0, 0, 0, 0]
/** The square within a circle. */
const round: Four = [0.1464, 0.1464, 0.1464, 0.1464]

type Row = readonly [
  platform: PlatformId,
  slot: string,
  title: string,
  width: number,
  height: number,
  takes: string,
  megabytes: number | null,
  margins: Four,
  publish: Placement['publish'],
  confidence: Confidence,
  marginsConfidence: Confidence,
  more?: Partial<Pick<Placement, 'covered' | 'note'>>,
]

// prettier-ignore
const rows: readonly Row[] = [
  ['instagram', 'feed-square', 'Feed 1:1', 1080, 1080, 'jpeg', 8, [0, 0.125, 0, 0.125], 'api', 'doc', 'conv', { note: 'The grid of a profile shows the middle three quarters of its width.' }],
  ['instagram', 'feed-portrait', 'Feed 4:5', 1080, 1350, 'jpeg', 8, [0.0356, 0.0444, 0.0356, 0.0444], 'api', 'doc', 'conv'],
  ['instagram', 'feed-landscape', 'Feed 1.91:1', 1080, 566, 'jpeg', 8, none, 'api', 'doc', 'unk'],
  ['instagram', 'story', 'Story 9:16', 1080, 1920, 'jpeg', 8, [0.14, 0.06, 0.2, 0.06], 'api', 'doc', 'conv'],
  ['instagram', 'reel-cover', 'Reel cover 9:16', 1080, 1920, 'jpeg', 8, [0.14, 0.06, 0.35, 0.06], 'api', 'doc', 'conv'],
  ['instagram', 'igtv-cover-vertical', 'IGTV cover 9:16 (retired)', 1080, 1920, 'jpeg', 8, [0.14, 0.06, 0.35, 0.06], 'api', 'conv', 'conv', { note: 'IGTV is gone: the same as a reel cover.' }],
  ['instagram', 'igtv-cover-square', 'IGTV cover 1:1 (retired)', 1080, 1080, 'jpeg', 8, [0, 0.125, 0, 0.125], 'export', 'conv', 'conv', { note: 'IGTV is gone: of use only as the preview of a reel.' }],
  ['instagram', 'profile', 'Profile picture', 640, 640, 'jpeg png', null, round, 'export', 'conv', 'conv'],
  ['facebook', 'feed-landscape', 'Feed 1.91:1', 1200, 630, 'jpeg png gif bmp tiff', 4, none, 'api', 'code', 'unk'],
  ['facebook', 'feed-square', 'Feed 1:1', 1080, 1080, 'jpeg png gif bmp tiff', 4, none, 'api', 'conv', 'unk'],
  ['facebook', 'feed-portrait', 'Feed 4:5', 1080, 1350, 'jpeg png gif bmp tiff', 4, [0.0356, 0.0444, 0.0356, 0.0444], 'api', 'conv', 'conv'],
  ['facebook', 'story', 'Story 9:16', 1080, 1920, 'jpeg png gif bmp tiff', 4, [0.14, 0.06, 0.2, 0.06], 'api', 'conv', 'conv'],
  ['facebook', 'cover', 'Page cover 16:9', 1640, 924, 'jpeg png', null, [0.162, 0, 0.162, 0], 'export', 'doc', 'doc', { covered: [{ box: { x: 0, y: 0.72, width: 0.28, height: 0.28 }, by: 'profile picture' }], note: 'Phones show all of it, desktops only the middle of its height.' }],
  ['facebook', 'profile', 'Page profile picture', 720, 720, 'jpeg png', null, round, 'export', 'conv', 'conv'],
  ['x', 'post-16x9', 'Post 16:9', 1600, 900, 'jpeg png webp gif', 5, none, 'api', 'doc', 'unk'],
  ['x', 'post-2x1', 'Post 2:1', 1200, 600, 'jpeg png webp gif', 5, none, 'api', 'conv', 'unk'],
  ['x', 'header', 'Header 3:1', 1500, 500, 'jpeg png', 5, [0.12, 0.1, 0.12, 0.1], 'export', 'conv', 'conv', { covered: [{ box: { x: 0, y: 0.55, width: 0.3, height: 0.45 }, by: 'profile picture' }], note: 'Phones trim it; how, is told in several ways. The margins cover all of them.' }],
  ['x', 'profile', 'Profile picture', 400, 400, 'jpeg png gif', 2, round, 'export', 'conv', 'conv'],
  ['linkedin', 'feed-landscape', 'Feed 1.91:1', 1200, 627, 'jpeg png gif', 5, none, 'api', 'conv', 'unk'],
  ['linkedin', 'feed-square', 'Feed 1:1', 1200, 1200, 'jpeg png gif', 5, none, 'api', 'conv', 'unk'],
  ['linkedin', 'feed-portrait', 'Feed 4:5', 1080, 1350, 'jpeg png gif', 5, none, 'api', 'conv', 'unk'],
  ['linkedin', 'article-cover', 'Article 2:1', 1200, 600, 'jpeg png', 5, [0.05, 0.05, 0.05, 0.05], 'export', 'conv', 'conv', { note: 'Other sizes are named as well: keep the margins free.' }],
  ['linkedin', 'company-cover', 'Company cover', 1128, 191, 'jpeg png', null, [0.1, 0.05, 0.2, 0.2], 'export', 'conv', 'conv', { covered: [{ box: { x: 0, y: 0.45, width: 0.2, height: 0.55 }, by: 'company logo' }], note: 'Some name 4:1: the slot itself is about 6:1.' }],
  ['linkedin', 'personal-cover', 'Personal cover 4:1', 1584, 396, 'jpeg png', 8, [0.1, 0.05, 0.33, 0.05], 'export', 'conv', 'conv', { covered: [{ box: { x: 0, y: 0.4, width: 0.35, height: 0.6 }, by: 'profile photo' }] }],
  ['linkedin', 'profile', 'Profile picture', 800, 800, 'jpeg png', 8, round, 'export', 'conv', 'conv'],
  ['youtube', 'thumbnail', 'Thumbnail 16:9', 1280, 720, 'jpeg png', 2, [0.04, 0.04, 0.1, 0.04], 'api', 'doc', 'conv', { covered: [{ box: { x: 0.82, y: 0.82, width: 0.18, height: 0.18 }, by: 'duration badge' }] }],
  ['youtube', 'channel-art', 'Channel art 16:9', 2560, 1440, 'jpeg png', 6, [0.3531, 0.198, 0.3531, 0.198], 'export', 'conv', 'conv', { note: 'Only the middle is shown on every device.' }],
  ['youtube', 'community-square', 'Community post 1:1', 1080, 1080, 'jpeg png gif webp', null, none, 'export', 'unk', 'unk', { note: 'The limits are not known for certain.' }],
  ['youtube', 'community-landscape', 'Community post 16:9', 1280, 720, 'jpeg png gif webp', null, none, 'export', 'unk', 'unk', { note: 'The limits are not known for certain.' }],
  ['youtube', 'profile', 'Profile picture', 800, 800, 'jpeg png', null, round, 'export', 'conv', 'conv'],
  ['pinterest', 'pin-2x3', 'Pin 2:3', 1000, 1500, 'jpeg png', 20, [0.05, 0.05, 0.08, 0.05], 'api', 'doc', 'conv'],
  ['pinterest', 'pin-1x1', 'Pin 1:1', 1000, 1000, 'jpeg png', 20, [0.05, 0.05, 0.05, 0.05], 'api', 'conv', 'conv'],
  ['pinterest', 'story-pin', 'Story pin 9:16', 1080, 1920, 'jpeg png', 20, [0.1406, 0.1806, 0.4115, 0.0602], 'api-as-pin', 'doc', 'doc', { note: 'Sent as an ordinary tall pin.' }],
  ['tiktok', 'photo', 'Photo post 9:16', 1080, 1920, 'jpeg webp', 20, [0.1302, 0.1667, 0.2396, 0.0556], 'api', 'doc', 'conv', { note: 'Logos, watermarks and promotional words are against its rules.' }],
  ['tiktok', 'profile', 'Profile picture', 400, 400, 'jpeg png', null, round, 'export', 'conv', 'conv'],
  ['threads', 'feed-portrait', 'Image 4:5', 1080, 1350, 'jpeg png', 8, none, 'api', 'doc', 'unk'],
  ['shopify', 'pdp-square', 'Product image 1:1', 2048, 2048, 'jpeg png gif webp', 20, [0.05, 0.05, 0.05, 0.05], 'api', 'doc', 'conv', { note: 'Keep one shape for all products.' }],
  ['shopify', 'pdp-portrait', 'Product image 4:5', 1638, 2048, 'jpeg png gif webp', 20, [0.05, 0.05, 0.05, 0.05], 'api', 'conv', 'conv'],
  ['amazon', 'main-image', 'Main image', 2000, 2000, 'jpeg png tiff gif', null, [0.075, 0.075, 0.075, 0.075], 'export', 'conv', 'conv', { note: 'A pure white background, the product over 85 % of it, no words and no badge.' }],
  ['amazon', 'aplus-header', 'A+ header image with text', 970, 600, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-overlay', 'A+ image with text overlay', 970, 300, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-logo', 'A+ company logo', 600, 180, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-single-side', 'A+ single side image', 300, 300, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-four-image', 'A+ four images and text', 220, 220, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-quadrant', 'A+ four image quadrant', 135, 135, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-specs', 'A+ image with specs', 300, 400, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-comparison', 'A+ comparison thumbnail', 150, 300, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-premium-full', 'Premium A+ full image', 1464, 600, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'aplus-mobile', 'A+ mobile image', 600, 450, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['amazon', 'brand-story-background', 'Brand story background', 1464, 625, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'conv', 'conv'],
  ['amazon', 'brand-story-card', 'Brand story card', 463, 625, 'jpeg png', 2, [0.06, 0.05, 0.06, 0.05], 'export', 'code', 'conv'],
  ['email', 'header', 'Header 3:1', 1200, 400, 'jpeg png gif', 0.2, [0.05, 0.05, 0.05, 0.05], 'export', 'conv', 'conv', { note: 'Shown 600 pixels wide.' }],
  ['email', 'hero', 'Hero 3:2', 1200, 800, 'jpeg png gif', 0.2, [0.05, 0.05, 0.05, 0.05], 'export', 'conv', 'conv', { note: 'Shown 600 pixels wide.' }],
  ['web', 'og-image', 'Open Graph image 1.91:1', 1200, 630, 'jpeg png', 5, [0.05, 0.05, 0.05, 0.05], 'export', 'doc', 'conv'],
  ['web', 'blog-header', 'Blog header 16:9', 1600, 900, 'jpeg png webp', 0.5, [0.08, 0.08, 0.08, 0.08], 'export', 'conv', 'conv'],
]

/** Every slot for a still picture, by platform. */
export const placements: readonly Placement[] = rows.map(
  ([platform, slot, title, width, height, takes, megabytes, around, publish, confidence, sure, more]) => {
    const taken = takes.split(' ').map((name) => `image/${name}`)
    const [top, right, bottom, left] = around
    return {
      id: `${platform}-${slot}`,
      platform,
      title,
      size: { width, height },
      types: types.filter((type) => taken.includes(type)),
      maxBytes: megabytes === null ? null : megabytes * 1e6,
      margins: { top, right, bottom, left },
      shape: around === round ? 'circle' : 'rect',
      covered: [],
      publish,
      confidence,
      marginsConfidence: sure,
      ...more,
    }
  },
)

const byId = new Map(placements.map((placement) => [placement.id, placement]))

/** The placement of that id. Throws RangeError for an id that is none. */
export function placementOf(id: string): Placement {
  const placement = byId.get(id)
  if (!placement) throw new RangeError(`There is no placement ${id}.`)
  return placement
}

/** "Instagram · Story 9:16". */
export const placementTitle = ({ platform, title }: Placement): string => `${platforms[platform]} · ${title}`
