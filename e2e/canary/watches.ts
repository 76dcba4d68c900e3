import { shapeAddress } from '../pages/linkedin/shapes.ts'
import { addresses } from '../pages/pages.ts'

/** One composer to look after: where its stand-in is, and where a person who is signed in finds the true one. */
export interface Watch {
  site: string
  spot: string
  standIn: string
  /** Pressed on the stand-in before looking: what a person would press. */
  press?: readonly string[]
  /** Null where only its owner knows the address. */
  live: string | null
  /** Said to the person before the canary looks at the true one. */
  ask: string
}

const openIt = 'Open the composer'

export const watches: readonly Watch[] = [
  {
    site: 'LinkedIn',
    spot: 'post',
    standIn: addresses.linkedin,
    live: 'https://www.linkedin.com/feed/',
    ask: 'Press "Start a post"',
  },
  {
    site: 'LinkedIn',
    spot: 'comment',
    standIn: shapeAddress('comment'),
    press: ['role=button[name="Comment"]'],
    live: 'https://www.linkedin.com/feed/',
    ask: 'Press "Comment" under a post, and click into the comment',
  },
  {
    site: 'LinkedIn',
    spot: 'article',
    standIn: shapeAddress('article'),
    press: ['role=button[name="Write article"]'],
    live: 'https://www.linkedin.com/article/new/',
    ask: 'Wait until the article is there',
  },
  {
    site: 'LinkedIn',
    spot: 'message',
    standIn: shapeAddress('message'),
    live: 'https://www.linkedin.com/messaging/',
    ask: 'Open a conversation',
  },
  { site: 'X', spot: 'post', standIn: addresses.x, live: 'https://x.com/compose/post', ask: openIt },
  {
    site: 'Facebook',
    spot: 'post',
    standIn: addresses.facebook,
    live: 'https://www.facebook.com/',
    ask: openIt,
  },
  {
    site: 'Facebook',
    spot: 'comment',
    standIn: addresses.facebook,
    press: ['[role="article"] [role="textbox"]'],
    live: 'https://www.facebook.com/',
    ask: 'Click into a comment',
  },
  {
    site: 'Instagram',
    spot: 'post',
    standIn: addresses.instagram,
    live: 'https://www.instagram.com/',
    ask: 'Press "New post", until the place for the picture is there',
  },
  {
    site: 'Instagram',
    spot: 'comment',
    standIn: addresses.instagram,
    press: ['article textarea'],
    live: 'https://www.instagram.com/',
    ask: 'Click into a comment',
  },
  {
    site: 'Gmail',
    spot: 'mail',
    standIn: addresses.gmail,
    live: 'https://mail.google.com/mail/u/0/',
    ask: 'Press "Compose"',
  },
  {
    site: 'Shopify',
    spot: 'product',
    standIn: addresses.shopify,
    live: 'https://admin.shopify.com/products/new',
    ask: 'Wait until the product is there',
  },
  {
    site: 'WordPress',
    spot: 'post',
    standIn: addresses.wordpress,
    live: null,
    ask: 'Open a new post in your own WordPress',
  },
  {
    site: 'WordPress',
    spot: 'classic post',
    standIn: addresses.wordpressClassic,
    live: null,
    ask: 'Open a new post in the classic editor',
  },
  { site: 'any', spot: 'editor', standIn: addresses.editable, live: null, ask: openIt },
  { site: 'any', spot: 'file field', standIn: addresses.file, live: null, ask: openIt },
]
