import type { Outcome } from '../messages.ts'

/** What the page reported of words that were to be inserted by themselves. */
export const textSentence = (text: Outcome): string =>
  text.ok
    ? `The text was ${text.way}. Read it through, then post it yourself.`
    : `The text is not in your post. ${text.why} Copy it instead.`

/** What the page reported, in sentences; `text` and `title` are null when none was to be inserted. */
export function outcomeSentence(
  what: 'picture' | 'video',
  file: Outcome,
  text: Outcome | null,
  title: Outcome | null = null,
): string {
  if (title) {
    const titled = title.ok ? `The title was ${title.way}.` : `The title is not in your post. ${title.why}`
    return `${titled} ${outcomeSentence(what, file, text)}`
  }
  const otherwise = what === 'picture' ? 'Copy or download it instead.' : 'Download it instead.'
  const check = 'Read it through, then post it yourself.'
  if (file.ok) {
    const put = `The ${what} was ${file.way}.`
    if (!text) return `${put} ${check}`
    return text.ok
      ? `${put} The text was ${text.way}. ${check}`
      : `${put} The text is not in your post. ${text.why}`
  }
  if (text?.ok) return `The text was ${text.way}. The ${what} is not in your post. ${file.why} ${otherwise}`
  const missing = text ? `Neither the text nor the ${what} is` : `The ${what} is not`
  return `${missing} in your post. ${file.why} ${otherwise}`
}
