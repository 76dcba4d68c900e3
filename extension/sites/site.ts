/**
 * A web site people post on: mostly data. Selectors stand best first: role and data attributes, classes last, and
 * no label alone, for labels are translated. All are looked up through open shadow roots and same-origin frames;
 * `a >>> b` is a `b` inside an `a` across these.
 */
export interface Site {
  title: string
  /** Host names; each also covers the names below it. */
  hosts: readonly string[]
  /** For software that stands on anybody's host: told by the address. */
  where?(url: URL): boolean
  /** Of two that fit the same editor the first counts. */
  spots: readonly Spot[]
}

/** One composer of a site. */
export interface Spot {
  name: string
  /** The editor, by marks of the site's own. */
  at: readonly string[]
  /** The editor by role and structure alone, for when a redesign has left none of its marks. */
  likely?: readonly string[]
  where?(url: URL): boolean
  /** Only where the caret stands in it: pages show many of these, and nobody can say which is meant. */
  focused?: true
  /** There is a place to write only once a file is there: the file field is the composer until then. */
  fileFirst?: true
  /** What holds the whole text, where each of its paragraphs is an editor of its own. */
  text?: string
  /** The part of the page that holds the whole composer. */
  box: readonly string[]
  /** What a person presses to open this composer where it is not open yet; only where there is exactly one. */
  opener?: readonly string[]
  /** What they press after that, in the menu it opens. */
  menu?: readonly string[]
  /** The line of its own above the text: a title, a subject. */
  title?: readonly string[]
  /** What sends it. Where it is to be seen, it can be pressed only once the site has taken what was written. */
  submit?: readonly string[]
  files?: Attachment
}

/** How pictures and videos get into a composer. */
export interface Attachment {
  /** The ways it takes, best first; all of them unless told. */
  ways?: readonly FileWayName[]
  /** What shows a file that has been taken, by its picture or its name. A new picture in the composer's box counts too, beside its editor. */
  previews: readonly string[]
  /** The file field. */
  inputs: readonly string[]
  /** What a person presses so that the file field comes. */
  openers: readonly string[]
  /** The step between choosing a file and its preview; a button that waits for the file counts too. */
  nexts: readonly string[]
  /** How many such steps there are; one unless told. */
  steps?: number
  /** What comes up while a file is dragged over, to drop it on; the first for its type. */
  zones?: readonly { type: string; at: string }[]
}

export type FileWayName = 'pasted' | 'field' | 'button' | 'dropped'
