import { make } from './dom.ts'
import { drawPreview } from './media.ts'
import { openShareBox, type Post } from './share-box.ts'

// HTML from strings is refused, as on the real site; emptying an element is all that the editor needs.
Object.assign(window, {
  __policy: (
    window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
  ).trustedTypes.createPolicy('default', { createHTML: (html: string) => (html === '' ? '' : null) }),
})

const person = 'Mara Lindqvist'
const outlet = document.querySelector('#interop-outlet')!
const root = outlet.attachShadow({ mode: 'open' })
for (const href of ['/feed/quill.css', '/feed/share-box.css'])
  root.append(make('link', { rel: 'stylesheet', href }))

const open = () => openShareBox(root, person, publish)
document.querySelector('[aria-label="Start a post"]')!.addEventListener('click', open)
if (new URLSearchParams(location.search).get('shareActive') === 'true') open()

function publish(post: Post): void {
  const media = make('div', { class: '_3d90aa71' }, ...post.files.map(drawPreview))
  const item = make(
    'div',
    { role: 'listitem', class: '_b82f0c14', 'data-view-name': 'feed-full-update' },
    make(
      'div',
      { class: '_77ab10e2' },
      make('span', { class: '_0f6e2d9b' }, person[0]!),
      make('div', {}, make('strong', {}, person), make('small', {}, 'Now')),
    ),
    make('p', { class: '_51c6b0d8 _written' }, post.text),
    media,
  )
  document.querySelector('[data-testid="mainFeed"]')!.prepend(item)
}
