import { arrived } from './arrived.ts'
import { later, make } from './dom.ts'
import { buildComposer } from './shape-composer.ts'
import { button, marked, shape, trapFocus, words } from './shape-parts.ts'

// One page for every shape: the feed, a post or the messages, and the composer in the place where this shape has it.

// HTML from strings is refused, as on the real site, but for the empty frame an editor begins with.
const empty = /^(<div class='ql-editor'[^<>]*>)?(<p><br><\/p>)?(<\/div>)?$/
Object.assign(window, {
  __policy: (
    window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
  ).trustedTypes.createPolicy('default', { createHTML: (html: string) => (empty.test(html) ? html : null) }),
})
document.documentElement.lang = shape.language
document.documentElement.dir = shape.language === 'ar' ? 'rtl' : 'ltr'
if (location.pathname === '/preload/interop/') inFrame()
else drawPage()

/** The frame's page is all composer; what arrives there is noted where a test looks for it. */
function inFrame(): void {
  Object.assign(top as Window, { __arrived: arrived })
  const box = make('div', { ...marked('share-box-v2__modal'), role: 'dialog', 'aria-label': words.dialog })
  document.body.append(box)
  void buildComposer(box)
}

function drawPage(): void {
  // A field for something else altogether: a file of ours has no business there.
  const cover = make('input', { type: 'file', accept: 'image/*', hidden: '' })
  cover.addEventListener('change', () => Object.assign(arrived, { strayed: true }))
  const search = make('input', { type: 'text', role: 'combobox', placeholder: '🔍' })
  const main = make('main', { ...marked('feed') }, cover)
  document.body.append(make('header', {}, search), main)
  if (shape.spot === 'message') return void message(main)
  if (shape.spot === 'post') {
    const start = make(
      'div',
      {
        role: 'button',
        tabindex: '0',
        'aria-label': words.start,
        ...(shape.marks === 'none' ? {} : { componentkey: 'draft-text-replaceable-component' }),
      },
      words.start,
    )
    start.addEventListener('click', open)
    main.append(start, button(words.media, 'image', marked('share-box-feed-entry__photo')))
  }
  if (shape.spot === 'article') {
    const write = button(words.write, 'article', marked('write'))
    write.addEventListener('click', () => {
      history.pushState(null, '', `/article/new/${location.search}`)
      main.replaceChildren()
      void buildComposer(main, document.body)
    })
    main.append(write)
  }
  main.append(entry())
}

/** A post of somebody's, with a way to comment on it. */
function entry(): HTMLElement {
  const act = button(words.comment, 'comment', {
    ...marked('comment-button', { 'data-view-name': 'feed-comment-button' }),
  })
  const post = make(
    'div',
    { role: 'listitem', ...marked('feed-shared-update-v2', { 'data-view-name': 'feed-full-update' }) },
    make('strong', {}, 'Jonas Adeyemi'),
    make('p', {}, 'Three weeks of testing later: warm light keeps people in a shop eleven minutes longer.'),
    make('div', {}, act),
  )
  act.addEventListener(
    'click',
    async () => {
      if (shape.spot !== 'comment') return
      await later(400)
      const box = make('div', {
        ...marked('comments-comment-box', { 'data-view-name': 'comment-box', componentkey: 'commentBox-7' }),
      })
      post.append(box)
      await buildComposer(box)
    },
    { once: true },
  )
  return post
}

function message(main: HTMLElement): void {
  const form = make('form', { ...marked('msg-form') })
  main.append(make('p', {}, 'Did the lamps arrive?'), form)
  void buildComposer(form)
}

function open(): void {
  const box = make(shape.container === 'dialog' ? 'dialog' : 'div', {
    ...marked('artdeco-modal share-box-v2__modal'),
    'aria-label': words.dialog,
    tabindex: '-1',
  })
  if (shape.container === 'frame') {
    const frame = make('iframe', {
      'data-testid': 'interop-iframe',
      src: `/preload/interop/${location.search}`,
      title: words.dialog,
    })
    document.body.append(frame)
    return
  }
  if (shape.container !== 'dialog') {
    box.setAttribute('role', 'dialog')
    box.setAttribute('aria-modal', 'true')
    trapFocus(box)
  }
  if (shape.marks === 'classes') box.setAttribute('data-test-modal-id', 'sharebox')
  const close = button(words.close, null, marked('artdeco-modal__dismiss'))
  close.addEventListener('click', () => box.remove())
  box.append(close)
  outlet().append(box)
  if (box instanceof HTMLDialogElement) box.showModal()
  void buildComposer(box)
}

/** Where the dialog of this shape stands. */
function outlet(): ParentNode & Node {
  if (!shape.container.endsWith('shadow')) return document.body
  const host = make('div', { id: 'interop-outlet', 'data-testid': 'interop-shadowdom' })
  document.body.append(host)
  const outer = styled(host)
  if (shape.container === 'shadow') return outer
  const inner = make('div')
  outer.append(inner)
  return styled(inner)
}

function styled(host: HTMLElement): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' })
  root.append(make('link', { rel: 'stylesheet', href: '/shapes/shape.css' }))
  return root
}
