import { arrived } from '../linkedin/arrived.ts'
import { make } from '../linkedin/dom.ts'
import { fileField, previewOf, take } from './media.ts'

// Pages nobody knows, each with one thing alone: a field, an editable element, a file field, or a field in a frame.

const only: Record<string, () => Node[]> = {
  '/textarea': () => {
    const field = make('textarea', { 'aria-label': 'Your story' })
    field.addEventListener('input', () => (arrived.text = field.value))
    return [field]
  },
  '/editable': () => {
    const editor = make('div', { contenteditable: 'true', 'aria-label': 'Your story' })
    const under = make('div')
    editor.addEventListener('input', () => (arrived.text = editor.innerText))
    editor.addEventListener('paste', (event) => {
      if (!event.clipboardData?.files.length) return
      event.preventDefault()
      void take(event.clipboardData.files, 'paste').then((files) => under.append(...files.map(previewOf)))
    })
    return [make('section', {}, editor, under)]
  },
  '/file': () => {
    const under = make('div')
    const field = fileField({ accept: 'image/*' }, (files) => under.append(...files.map(previewOf)))
    const choose = make('button', { type: 'button' }, 'Choose a picture')
    choose.addEventListener('click', () => field.click())
    return [make('section', {}, choose, field, under)]
  },
  '/embedding': () => [
    make('iframe', { src: 'https://elsewhere.atelier.example/textarea', title: 'Somebody else' }),
  ],
  '/framed': () => [make('iframe', { src: '/textarea', title: 'Your story' })],
}
document
  .querySelector('#app')!
  .append(make('main', {}, make('h1', {}, 'Tell us'), ...(only[location.pathname]?.() ?? [])))
