import { Editor as DraftEditor, EditorState as DraftState } from 'draft-js'
import { baseKeymap } from 'prosemirror-commands'
import { history } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { Schema } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import Quill2 from 'quill/core.js'
import Quill1 from 'quill-1/dist/quill.core.js'
import { createElement as h, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { mountLexical } from '../sites/lexical.ts'
import { make } from './dom.ts'
import { settleInShadowRoot } from './editor.ts'
import type { Engine } from './shapes.ts'

/** What the page is told by its editor. */
export interface Ears {
  /** The text as the editor's own model has it, a line break for each paragraph. */
  changed(text: () => string): void
  /** Files as the editor itself hands them on; none where the page listens beside it. */
  files?(files: File[]): void
}

export interface Mounted {
  /** What is edited in. */
  root: HTMLElement
  /** The editor's own object, of whatever kind. */
  model: unknown
  destroy(): void
}

/** Mounts the true editor in a holder that stands in the page already. */
export const engines: Readonly<Record<Engine, (holder: HTMLElement, ears: Ears) => Mounted>> = {
  'quill-1': (holder, { changed }) => {
    const quill = new Quill1(holder)
    quill.on('text-change', () => changed(() => quill.getText().replace(/\n$/, '')))
    return { root: quill.root, model: quill, destroy: () => holder.replaceChildren() }
  },
  'quill-2': (holder, { changed }) => {
    const quill = new Quill2(holder, { formats: [] })
    if (holder.getRootNode() instanceof ShadowRoot) settleInShadowRoot(quill)
    quill.on('text-change', () => changed(() => quill.getText().replace(/\n$/, '')))
    return { root: quill.root, model: quill, destroy: () => holder.replaceChildren() }
  },
  prosemirror: (holder, { changed, files }) => {
    const view = new EditorView(holder, {
      state: EditorState.create({ schema, plugins: [history(), keymap(baseKeymap)] }),
      attributes: { class: 'tiptap' },
      dispatchTransaction(transaction) {
        view.updateState(view.state.apply(transaction))
        if (transaction.docChanged)
          changed(() => view.state.doc.textBetween(0, view.state.doc.content.size, '\n\n'))
      },
      handlePaste: (_, event) => {
        const found = [...(event.clipboardData?.files ?? [])]
        if (found.length === 0 || !files) return false
        files(found)
        return true
      },
    })
    return { root: view.dom, model: view, destroy: () => view.destroy() }
  },
  lexical: (holder, { changed, files }) => {
    const root = make('div', { contenteditable: 'true' })
    holder.append(root)
    const editor = mountLexical(root, (text) => changed(() => text), files)
    return {
      root,
      model: editor,
      destroy: () => {
        editor.setRootElement(null)
        root.remove()
      },
    }
  },
  draft: (holder, { changed, files }) => {
    const root = createRoot(holder)
    const Composer = () => {
      const [state, setState] = useState(() => DraftState.createEmpty())
      return h(DraftEditor, {
        editorState: state,
        onChange: (next: typeof state) => {
          setState(next)
          changed(() => next.getCurrentContent().getPlainText())
        },
        handlePastedFiles: (found: File[]) => {
          files?.(found)
          return files ? 'handled' : 'not-handled'
        },
        role: 'textbox',
      })
    }
    flushSync(() => root.render(h(Composer)))
    return { root: holder.querySelector('[contenteditable]')!, model: root, destroy: () => root.unmount() }
  },
  plain: (holder, { changed }) => {
    const root = make('div', { contenteditable: 'true' }, make('p', {}, make('br')))
    holder.append(root)
    const lines = () => [...root.children].map((line) => line.textContent.replaceAll('\u00a0', ' '))
    root.addEventListener('input', () => changed(() => lines().join('\n')))
    // As the real one does: what is pasted lands at the very beginning.
    root.addEventListener('paste', (event) => {
      event.preventDefault()
      root.firstElementChild?.prepend(event.clipboardData?.getData('text/plain') ?? '')
      changed(() => lines().join('\n'))
    })
    return { root, model: null, destroy: () => root.remove() }
  },
}

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'text*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    text: {},
  },
})
