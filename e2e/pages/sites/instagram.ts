import { arrived } from '../linkedin/arrived.ts'
import { later, make } from '../linkedin/dom.ts'
import { mountLexical } from './lexical.ts'
import { fileField, previewOf } from './media.ts'

// Instagram: the file comes first; crop, Next, edit, Next, and only then is there a place to write.

const accept = 'image/avif,image/jpeg,image/png,image/heic,image/heif,video/mp4,video/quicktime'
const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
icon.setAttribute('aria-label', 'New post')
icon.setAttribute('role', 'img')
icon.setAttribute('width', '24')
icon.setAttribute('height', '24')
const create = make('a', { href: '#', role: 'link', tabindex: '0' }, icon, make('span', {}, 'Create'))
const menu = make('div', { hidden: '' })
const item = make('a', { href: '#', role: 'link' }, make('span', {}, 'Post'))
const postIcon = icon.cloneNode() as SVGElement
postIcon.setAttribute('aria-label', 'Post')
item.prepend(postIcon)
menu.append(item)
const comment = make('textarea', { 'aria-label': 'Add a comment…', placeholder: 'Add a comment…' })
document.querySelector('#app')!.append(
  make(
    'main',
    { role: 'main' },
    make('nav', {}, create, menu),
    // The picture of the profile has a field of its own, elsewhere.
    make(
      'form',
      {},
      fileField({ accept: 'image/jpeg,image/png' }, () => Object.assign(arrived, { strayed: true })),
    ),
    make('article', {}, make('p', {}, 'A quiet Saturday.'), make('form', {}, comment)),
  ),
)
comment.addEventListener('input', () => Object.assign(arrived, { comment: comment.value }))
create.addEventListener('click', (event) => {
  event.preventDefault()
  void later(200).then(() => (menu.hidden = false))
})
item.addEventListener('click', (event) => {
  event.preventDefault()
  menu.hidden = true
  void later(200).then(openDialog)
})

function openDialog(): void {
  const body = make('div')
  const dialog = make('div', { role: 'dialog', 'aria-label': 'Create new post' })
  const stage = (name: string, next: (() => void) | null, ...children: Node[]) => {
    dialog.setAttribute('aria-label', name)
    const button = make('div', { role: 'button', tabindex: '0' }, next ? 'Next' : 'Share')
    if (next) button.addEventListener('click', () => setTimeout(next, 300))
    else
      button.addEventListener('click', () =>
        arrived.posts.push({ text: arrived.text, files: arrived.files.length }),
      )
    const heading = make(
      'div',
      {},
      make('div', {}, make('button', { type: 'button' }, '←')),
      make('h1', { role: 'heading' }, name),
      make('div', {}, button),
    )
    body.replaceChildren(heading, ...children)
  }
  const field = fileField({ accept, multiple: '' }, ([file]) => {
    if (!file) return
    const shown = previewOf(file)
    const write = () => {
      const editor = make('div', {
        contenteditable: 'true',
        role: 'textbox',
        'aria-label': 'Write a caption...',
        'aria-placeholder': 'Write a caption...',
      })
      stage('Create new post', null, shown, editor)
      mountLexical(editor, (text) => (arrived.text = text))
    }
    const edit = () => stage('Edit', write, shown, make('p', {}, 'Filters'))
    stage('Crop', edit, shown)
  })
  const select = make('button', { type: 'button' }, 'Select from computer')
  select.addEventListener('click', () => field.click())
  body.append(make('h1', { role: 'heading' }, 'Create new post'), make('form', {}, field), select)
  dialog.append(body)
  document.body.append(dialog)
}
