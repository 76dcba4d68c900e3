import { cases, framed, gradient, membersPicture, plainPicture, swallowedPicture } from './cases.ts'

const style = `
  body { margin: 0; padding: 24px; background: #fff; color: #222; font: 14px/1.5 system-ui, sans-serif }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 28px }
  figure { margin: 0; display: grid; gap: 8px; align-content: start; min-height: 190px }
  figure > div.shown { min-height: 130px }
  img { display: block }
  .box { width: 200px; height: 130px; background-size: cover }
  .pile { position: relative; width: max-content }
  .cover { position: absolute; inset: 0; width: 100%; height: 100% }
`
const whole = (title: string, body: string, more = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}${more}</style>${body}</html>`

const figure = (id: string, title: string, html: string) =>
  `<figure id="${id}"><div class="shown">${html}</div><figcaption>${title}</figcaption></figure>`

/** Every way a page may show a picture, each at its own name. */
export const galleryPage = () =>
  whole(
    'A gallery',
    `<h1>A gallery</h1><main>${[
      ...cases.map(({ id, title, html }) => figure(id, title, html)),
      figure('no-picture', 'A gradient', gradient),
      figure('members', 'For members alone', membersPicture),
    ].join('')}</main><script type="module" src="/gallery.js"></script>`,
  )

/** A page that keeps the right-click menu to itself. */
export const swallowPage = () =>
  whole(
    'No menu here',
    `<h1>No menu here</h1><figure id="swallowed">${swallowedPicture}</figure><div id="swallow"></div><script type="module" src="/gallery.js"></script>`,
  )

export const framePage = (which: keyof typeof framed) =>
  whole('In a frame', framed[which], 'body{padding:0;overflow:hidden} img{width:100vw;height:100vh}')

export const plainPage = () =>
  whole(
    'A site without https',
    `<script type="module" src="/gallery.js"></script><h1>A site without https</h1><figure id="plain">${plainPicture}</figure>`,
  )
