import type { Site } from './site.ts'

/**
 * Shopify's admin: the description is TinyMCE in a frame, whose hidden field is saved when the editor says that it
 * has changed; it does after a paste. The title is held by React. Last seen in August 2025.
 */
export const shopify: Site = {
  title: 'Shopify',
  hosts: ['admin.shopify.com'],
  spots: [
    {
      name: 'product',
      at: ['#product-description_ifr >>> #tinymce', 'iframe[id$="_ifr"] >>> #tinymce'],
      likely: ['main >>> [contenteditable="true"]'],
      box: ['form', 'main', 'body'],
      title: ['input[name="title"]'],
      files: {
        ways: ['field', 'button', 'dropped'],
        previews: ['img[src^="blob:"]', 'video[src^="blob:"]'],
        inputs: ['input[type="file"][accept*="image"]', 'input[type="file"]'],
        openers: [],
        nexts: [],
      },
    },
  ],
}
