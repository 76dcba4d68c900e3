/** What the composers of the stand-ins are made of: each shape is one choice of each. */
export interface Shape {
  about: string
  spot: 'post' | 'comment' | 'message' | 'article'
  engine: Engine
  /** What it stands in: the page itself, a `role=dialog` that keeps the focus, and so on. */
  container: 'inline' | 'overlay' | 'shadow' | 'nested-shadow' | 'dialog' | 'frame'
  /** What tells its parts apart beside roles and labels: telling classes, names in data attributes, or nothing. */
  marks: 'classes' | 'names' | 'none'
  language: Language
  /**
   * How files get in. `button`: its button for media brings a file field; `step`: a view of its own with Next;
   * `detached`: a field that never stands in the page; `detached-early`: the same, pressed by a `click` put aside
   * before anybody could come.
   */
  media: 'paste' | 'drop' | 'field' | 'button' | 'step' | 'detached' | 'detached-early'
  /** The editor is built anew after it was opened, and once more when it gets the focus. */
  rebuilt?: true
  /** Pasted text stands there only so long afterwards (milliseconds). */
  lateMs?: number
  /** Takes nothing but what real hands do. */
  refuses?: true
}

export type Engine = 'quill-1' | 'quill-2' | 'prosemirror' | 'lexical' | 'draft' | 'plain'
export type Language = 'en' | 'de' | 'ar' | 'ja'

const post = { spot: 'post', language: 'en' } as const

export const shapes = {
  legacy: {
    ...post,
    about: 'the older front end: Quill 1, telling classes, media in a step of its own',
    engine: 'quill-1',
    container: 'overlay',
    marks: 'classes',
    media: 'step',
  },
  shadow: {
    ...post,
    about: 'the newer one: the older dialog in an open shadow root, Quill 2',
    engine: 'quill-2',
    container: 'shadow',
    marks: 'classes',
    media: 'paste',
  },
  dialog: {
    ...post,
    about: 'a native modal dialog, a file field that comes with its button',
    engine: 'prosemirror',
    container: 'dialog',
    marks: 'names',
    media: 'button',
  },
  hashed: {
    ...post,
    about: 'nothing but roles and hashed classes, Lexical',
    engine: 'lexical',
    container: 'overlay',
    marks: 'none',
    media: 'paste',
  },
  german: {
    ...post,
    about: 'German, nothing but roles, media in a step known by nothing but its place',
    engine: 'quill-2',
    container: 'shadow',
    marks: 'none',
    language: 'de',
    media: 'step',
  },
  arabic: {
    ...post,
    about: 'Arabic from right to left, Draft, a button known by its icon alone',
    engine: 'draft',
    container: 'overlay',
    marks: 'none',
    language: 'ar',
    media: 'button',
  },
  japanese: {
    ...post,
    about: 'Japanese, Lexical that shows late what was pasted, files by dropping only',
    engine: 'lexical',
    container: 'overlay',
    marks: 'none',
    language: 'ja',
    media: 'drop',
    lateMs: 2600,
  },
  rebuilt: {
    ...post,
    about: 'an editor that is built anew after opening and again on focus',
    engine: 'lexical',
    container: 'dialog',
    marks: 'none',
    media: 'paste',
    rebuilt: true,
  },
  detached: {
    ...post,
    about: 'a file field that never stands in the page',
    engine: 'quill-2',
    container: 'shadow',
    marks: 'names',
    media: 'detached',
  },
  detachedEarly: {
    ...post,
    about: 'the same, pressed by a method the page had put aside',
    engine: 'prosemirror',
    container: 'overlay',
    marks: 'none',
    media: 'detached-early',
  },
  nested: {
    ...post,
    about: 'a shadow root in a shadow root, media in a step of its own',
    engine: 'quill-2',
    container: 'nested-shadow',
    marks: 'names',
    media: 'step',
  },
  frame: {
    ...post,
    about: 'in a frame of the page, Quill 1, a hidden file field',
    engine: 'quill-1',
    container: 'frame',
    marks: 'classes',
    media: 'field',
  },
  frameDetached: {
    ...post,
    about: 'in a frame, Draft that shows late, a file field that never stands in it',
    engine: 'draft',
    container: 'frame',
    marks: 'none',
    language: 'ja',
    media: 'detached',
    lateMs: 900,
  },
  comment: {
    about: 'a comment whose editor comes when it is wanted, TipTap’s engine',
    spot: 'comment',
    engine: 'prosemirror',
    container: 'inline',
    marks: 'names',
    language: 'en',
    media: 'button',
  },
  commentHashed: {
    about: 'a comment known by its place alone, in German',
    spot: 'comment',
    engine: 'prosemirror',
    container: 'inline',
    marks: 'none',
    language: 'de',
    media: 'paste',
  },
  article: {
    about: 'an article, reached inside the page: title and body, media in a dialog over it',
    spot: 'article',
    engine: 'prosemirror',
    container: 'inline',
    marks: 'names',
    language: 'en',
    media: 'step',
  },
  message: {
    about: 'a message: a plain editor with a paste handler of its own, a hidden file field',
    spot: 'message',
    engine: 'plain',
    container: 'inline',
    marks: 'classes',
    language: 'en',
    media: 'field',
  },
  refusing: {
    ...post,
    about: 'refuses paste, drop, typing and file fields: Quill 2 in a shadow root',
    engine: 'quill-2',
    container: 'shadow',
    marks: 'classes',
    media: 'step',
    refuses: true,
  },
  refusingHashed: {
    ...post,
    about: 'refuses everything: Lexical in a native dialog, a field that never stands in the page',
    engine: 'lexical',
    container: 'dialog',
    marks: 'none',
    language: 'ar',
    media: 'detached',
    refuses: true,
  },
} as const satisfies Readonly<Record<string, Shape>>

export type ShapeName = keyof typeof shapes

const paths: Readonly<Record<Shape['spot'], string>> = {
  post: '/preload/feed/',
  comment: '/feed/update/urn:li:activity:7/',
  // It is left for /article/new/ by a press in the page.
  article: '/preload/feed/',
  message: '/messaging/thread/7/',
}

export const shapePaths = [...new Set([...Object.values(paths), '/article/new/', '/preload/interop/'])]

export const shapeAddress = (name: ShapeName): string =>
  `https://www.linkedin.com${paths[shapes[name].spot]}?shape=${name}`

/** Every word a person reads there. None of ours may depend on one. */
export const labels: Readonly<Record<Language, Record<Word, string>>> = {
  en: {
    start: 'Start a post',
    write: 'Write article',
    comment: 'Comment',
    dialog: 'Create post',
    editor: 'Text editor for creating content',
    title: 'Title',
    media: 'Add media',
    emoji: 'Open emoji keyboard',
    choose: 'Upload from computer',
    next: 'Next',
    back: 'Back',
    edit: 'Edit',
    send: 'Post',
    close: 'Dismiss',
  },
  de: {
    start: 'Beitrag beginnen',
    write: 'Artikel schreiben',
    comment: 'Kommentieren',
    dialog: 'Beitrag erstellen',
    editor: 'Texteditor zum Erstellen von Inhalten',
    title: 'Titel',
    media: 'Medien hinzufügen',
    emoji: 'Emoji-Tastatur öffnen',
    choose: 'Vom Computer hochladen',
    next: 'Weiter',
    back: 'Zurück',
    edit: 'Bearbeiten',
    send: 'Posten',
    close: 'Verwerfen',
  },
  ar: {
    start: 'بدء منشور',
    write: 'كتابة مقال',
    comment: 'تعليق',
    dialog: 'إنشاء منشور',
    editor: 'محرر نصوص لإنشاء المحتوى',
    title: 'العنوان',
    media: 'إضافة وسائط',
    emoji: 'فتح لوحة الرموز',
    choose: 'تحميل من الكمبيوتر',
    next: 'التالي',
    back: 'رجوع',
    edit: 'تعديل',
    send: 'نشر',
    close: 'تجاهل',
  },
  ja: {
    start: '投稿を開始',
    write: '記事を書く',
    comment: 'コメント',
    dialog: '投稿を作成',
    editor: 'コンテンツ作成用テキストエディター',
    title: 'タイトル',
    media: 'メディアを追加',
    emoji: '絵文字キーボードを開く',
    choose: 'コンピューターからアップロード',
    next: '次へ',
    back: '戻る',
    edit: '編集',
    send: '投稿',
    close: '閉じる',
  },
}
type Word =
  | 'start'
  | 'write'
  | 'comment'
  | 'dialog'
  | 'editor'
  | 'title'
  | 'media'
  | 'emoji'
  | 'choose'
  | 'next'
  | 'back'
  | 'edit'
  | 'send'
  | 'close'
