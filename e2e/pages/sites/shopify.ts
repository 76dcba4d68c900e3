import { createElement as h, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { arrived } from '../linkedin/arrived.ts'
import { fileField, previewOf } from './media.ts'
import { linesOf, mountTiny } from './tiny.ts'

// Shopify's admin: a title that React holds, a description in TinyMCE whose hidden field is what is saved, media.

interface Product {
  title: string
  description: string
}

/** What saving would send. */
const note = ({ title, description }: Product) =>
  Object.assign(arrived, { title, text: linesOf(description) })

function Form() {
  const [product, setProduct] = useState<Product>({ title: '', description: '' })
  note(product)
  useEffect(() => {
    void mountTiny('#product-description', (editor) =>
      // The hidden field is written when the editor says that it has changed, and at no other time.
      editor.on('change', () => {
        editor.save()
        const description = editor.getContent()
        setProduct((now) => ({ ...now, description }))
      }),
    )
    const field = fileField({ accept: 'image/*,video/mp4,video/quicktime', multiple: '' }, (files) =>
      document.querySelector('#media')!.append(...files.map(previewOf)),
    )
    document.querySelector('#drop-zone')!.append(field)
  }, [])
  return h(
    'form',
    {},
    h('label', { htmlFor: 'title' }, 'Title'),
    h('input', {
      id: 'title',
      name: 'title',
      type: 'text',
      autoComplete: 'off',
      value: product.title,
      onChange: ({ target: { value } }: { target: HTMLInputElement }) =>
        setProduct((now) => ({ ...now, title: value })),
    }),
    h('label', { htmlFor: 'product-description' }, 'Description'),
    h('textarea', { id: 'product-description', name: 'descriptionHtml', defaultValue: '' }),
    h(
      'div',
      { id: 'drop-zone', className: 'Polaris-DropZone' },
      h('button', { type: 'button' }, 'Add media'),
    ),
    h('div', { id: 'media' }),
  )
}

const holder = document.querySelector('#app')!
createRoot(holder).render(h('main', {}, h('h1', {}, 'Add product'), h(Form)))
