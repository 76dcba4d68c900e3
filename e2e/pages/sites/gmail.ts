import { arrived } from '../linkedin/arrived.ts'
import { later, make } from '../linkedin/dom.ts'
import { previewOf, take } from './media.ts'

// Gmail: a plain editable body. Files are dropped on zones that come up over the window while a file is dragged
// over it: one puts a picture into the text, the other attaches.

const compose = make('div', { role: 'button', tabindex: '0', class: 'T-I T-I-KE L3', gh: 'cm' }, 'Compose')
document
  .querySelector('#app')!
  .append(
    make(
      'main',
      { role: 'main' },
      compose,
      make('input', { name: 'q', type: 'text', 'aria-label': 'Search mail' }),
    ),
  )
compose.addEventListener('click', () => void later(300).then(openCompose))

function openCompose(): void {
  const subject = make('input', { name: 'subjectbox', placeholder: 'Subject', 'aria-label': 'Subject' })
  const body = make('div', {
    contenteditable: 'true',
    role: 'textbox',
    g_editable: 'true',
    'aria-label': 'Message Body',
    'aria-multiline': 'true',
    class: 'Am Al editable',
  })
  const attached = make('div')
  const send = make('div', { role: 'button', class: 'T-I J-J5-Ji aoO', tabindex: '0' }, 'Send')
  const dialog = make(
    'div',
    { role: 'dialog', 'aria-label': 'New message' },
    make(
      'div',
      { class: 'M9' },
      make('form', {}, subject),
      make('div', { class: 'Ap' }, body),
      attached,
      send,
    ),
  )
  document.body.append(dialog)
  subject.addEventListener('input', () => Object.assign(arrived, { title: subject.value }))
  body.addEventListener('input', () => (arrived.text = body.innerText))
  body.focus()
  followDrags(dialog, {
    inline: (file) => {
      const picture = previewOf(file)
      picture.setAttribute('data-surl', 'cid:ii_1')
      body.append(picture)
    },
    attach: (file) =>
      attached.append(
        make(
          'div',
          { class: 'dL' },
          make('input', { type: 'hidden', name: 'attach', value: file.name }),
          file.name,
        ),
      ),
  })
}

function followDrags(dialog: HTMLElement, taken: Record<'inline' | 'attach', (file: File) => void>): void {
  let zones: HTMLElement[] = []
  const clear = () => {
    for (const zone of zones) zone.remove()
    zones = []
  }
  const zone = (name: 'inline' | 'attach', share: number) => {
    const { left, top, width, height } = dialog.getBoundingClientRect()
    const element = make(
      'div',
      { class: name === 'attach' ? 'aC7 aWP' : 'aC7' },
      make('div', { class: 'aC9' }, 'Drop files here'),
    )
    Object.assign(element.style, {
      left: `${left + 8}px`,
      width: `${width - 16}px`,
      top: `${top + 8 + share * (height - 16)}px`,
      height: `${height / 2 - 16}px`,
    })
    element.addEventListener('dragover', (event) => event.preventDefault())
    element.addEventListener('drop', (event) => {
      event.preventDefault()
      void take(event.dataTransfer?.files, 'drop')
        .then((files) => later(300).then(() => files.forEach(taken[name])))
        .then(clear)
    })
    return element
  }
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files') || zones.length > 0 || !dialog.isConnected) return
    zones = [zone('inline', 0), zone('attach', 0.5)]
    // They come a while after the drag begins.
    void later(250).then(() => document.body.append(...zones))
  })
  document.addEventListener('dragend', clear)
}
