import { signal } from '@preact/signals'

/** What the studio shows: the tools, or many files at once. */
export const studioPlace = signal<'tools' | 'batch'>(
  new URLSearchParams(location.search).get('place') === 'batch' ? 'batch' : 'tools',
)
