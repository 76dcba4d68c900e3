import type { Site } from './site.ts'

const canvas = 'iframe[name="editor-canvas"] >>> '
const paragraph = '.is-root-container >>> [data-type="core/paragraph"][contenteditable="true"]'

/**
 * WordPress stands on anybody's host. In its block editor each paragraph is an editor of its own, as a rule in a frame
 * of the same origin; what is pasted or dropped there becomes blocks. The classic editor is TinyMCE, and takes files
 * through its library alone.
 */
export const wordpress: Site = {
  title: 'WordPress',
  hosts: [],
  where: ({ pathname }) => /\/wp-admin\/(post|post-new|site-editor)\.php$/.test(pathname),
  spots: [
    {
      name: 'post',
      at: [`${canvas}${paragraph}`, `.editor-styles-wrapper >>> ${paragraph}`],
      text: '.is-root-container',
      box: ['.editor-styles-wrapper', 'body'],
      title: ['.wp-block-post-title', '.editor-post-title__input'],
      files: {
        ways: ['pasted', 'dropped'],
        previews: [`${canvas}.wp-block-image :is(img, video)`, '.wp-block-image :is(img, video)'],
        inputs: [],
        openers: [],
        nexts: [],
      },
    },
    {
      name: 'classic post',
      at: ['#content_ifr >>> #tinymce', 'textarea#content'],
      box: ['form#post'],
      title: ['input[name="post_title"]'],
    },
  ],
}
