/** What a text says about itself in each language, by the names and codes vendors use. */
const sentences: Readonly<Record<string, string>> = {
  english: 'Text in English',
  'chinese-simplified': '中文文字',
  'chinese-traditional': '中文文字（繁體）',
  spanish: 'Texto en español',
  french: 'Texte en français',
  arabic: 'نص بالعربية',
  hindi: 'हिन्दी में पाठ',
  bengali: 'বাংলায় লেখা',
  portuguese: 'Texto em português',
  russian: 'Текст на русском',
  japanese: '日本語のテキスト',
  korean: '한국어 텍스트',
  german: 'Text auf Deutsch',
  italian: 'Testo in italiano',
  dutch: 'Tekst in het Nederlands',
  polish: 'Tekst po polsku',
  turkish: 'Türkçe metin',
  vietnamese: 'Văn bản tiếng Việt',
  thai: 'ข้อความภาษาไทย',
  indonesian: 'Teks bahasa Indonesia',
  malay: 'Teks bahasa Melayu',
  filipino: 'Tekstong Filipino',
  urdu: 'اردو میں متن',
  persian: 'متن فارسی',
  hebrew: 'טקסט בעברית',
  swedish: 'Text på svenska',
  danish: 'Tekst på dansk',
  norwegian: 'Tekst på norsk',
  finnish: 'Teksti suomeksi',
  greek: 'Κείμενο στα ελληνικά',
  czech: 'Text v češtině',
  hungarian: 'Magyar szöveg',
}

const codes: Readonly<Record<string, string>> = {
  en: 'english',
  zh: 'chinese-simplified',
  ja: 'japanese',
  ko: 'korean',
  fr: 'french',
  de: 'german',
  es: 'spanish',
  ru: 'russian',
  ar: 'arabic',
}

/** The names of all languages spoken here. */
export const languages: readonly string[] = Object.keys(sentences)

/** Nobody here can translate: the words that come out say which language they stand for, and what was read. */
export function inLanguage(language: string, words: string): string {
  const sentence = sentences[codes[language] ?? language] ?? language
  return words === '' ? sentence : `${sentence}: ${words}`
}
