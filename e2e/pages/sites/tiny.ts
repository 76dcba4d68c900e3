import tinymce, { type Editor } from 'tinymce'

/** The true TinyMCE over a field of the page, in a frame of its own, as sites have it. */
export async function mountTiny(field: string, setup: (editor: Editor) => void): Promise<void> {
  // They sign themselves in at the one above.
  await Promise.all([
    import('tinymce/icons/default'),
    import('tinymce/models/dom'),
    import('tinymce/themes/silver'),
  ])
  await tinymce.init({
    selector: field,
    license_key: 'gpl',
    skin_url: '/skin',
    content_css: false,
    menubar: false,
    promotion: false,
    branding: false,
    paste_data_images: false,
    setup,
  })
}

/** Its content as lines. */
export function linesOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return [...body.querySelectorAll('p')]
    .map((p) => p.textContent.replaceAll('\u00a0', ' ').trimEnd())
    .join('\n')
}
