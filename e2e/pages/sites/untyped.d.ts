// The parts of packages without types that stand-in pages use.

declare module 'react' {
  export type Node = object | string | null | undefined | false | Node[]
  export function createElement(type: unknown, props?: object | null, ...children: Node[]): object
  export function useState<T>(first: T | (() => T)): [T, (next: T | ((now: T) => T)) => void]
  export function useRef<T>(first: T): { current: T }
  export function useEffect(effect: () => void | (() => void), on?: unknown[]): void
}

declare module 'react-dom' {
  export function createPortal(node: object, into: Element): object
  export function flushSync(act: () => void): void
}

declare module 'react-dom/client' {
  export function createRoot(holder: Element): { render(node: object): void; unmount(): void }
}

declare module 'draft-js' {
  interface Content {
    getPlainText(): string
  }
  export class EditorState {
    static createEmpty(): EditorState
    getCurrentContent(): Content
  }
  export const Editor: unknown
}

declare module 'quill-1/dist/quill.core.js' {
  export default class Quill {
    constructor(holder: Element)
    root: HTMLElement
    getText(): string
    on(event: 'text-change', heard: () => void): void
  }
}

declare module 'tinymce/icons/default'
declare module 'tinymce/models/dom'
declare module 'tinymce/themes/silver'
