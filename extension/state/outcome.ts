import type { Outcome } from '../messages.ts'

/** The last step is always the person's. `noun` is what the composer writes: a post, a mail. */
function checkSentence(noun: string): string {
  const verb = noun === 'post' ? 'post' : ['mail', 'message'].includes(noun) ? 'send' : 'save'
  return `Read it through, then ${verb} it yourself.`
}

/** What the page reported of words that were to be inserted by themselves. */
export const textSentence = (noun: string, text: Outcome): string =>
  text.ok
    ? `The text was ${text.way}. ${checkSentence(noun)}`
    : `The text is not in your ${noun}. ${text.why} Copy it instead.`

/** What the page reported, in sentences; `text` and `title` are null when none was to be inserted. */
export function outcomeSentence(
  noun: string,
  what: 'picture' | 'video',
  file: Outcome,
  text: Outcome | null,
  title: Outcome | null = null,
): string {
  if (title) {
    const titled = title.ok ? `The title was ${title.way}.` : `The title is not in your ${noun}. ${title.why}`
    return `${titled} ${outcomeSentence(noun, what, file, text)}`
  }
  const otherwise = what === 'picture' ? 'Copy or download it instead.' : 'Download it instead.'
  const check = checkSentence(noun)
  if (file.ok) {
    const put = `The ${what} was ${file.way}.`
    if (!text) return `${put} ${check}`
    return text.ok
      ? `${put} The text was ${text.way}. ${check}`
      : `${put} The text is not in your ${noun}. ${text.why}`
  }
  if (text?.ok)
    return `The text was ${text.way}. The ${what} is not in your ${noun}. ${file.why} ${otherwise}`
  const missing = text ? `Neither the text nor the ${what} is` : `The ${what} is not`
  return `${missing} in your ${noun}. ${file.why} ${otherwise}`
}
