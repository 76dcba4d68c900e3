/** A web site people post on: mostly data. Selectors stand best first: role and data attributes, classes last. */
export interface Site {
  title: string
  /** Host names; each also covers the names below it. */
  hosts: readonly string[]
  spots: readonly Spot[]
}

/** One composer of a site. All selectors are looked up through open shadow roots. */
export interface Spot {
  name: string
  /** The editor. */
  at: readonly string[]
  where?(url: URL): boolean
  /** The part of the page that holds the whole composer. */
  box: readonly string[]
  /** What a person presses to open this composer where it is not open yet. */
  opener?: readonly string[]
  /** Present only while the site itself has taken what stands in the composer. */
  ready?: readonly string[]
  files?: Attachment
}

/** How pictures and videos get into a composer. */
export interface Attachment {
  /** What shows a file that has been taken. */
  previews: readonly string[]
  /** The file field. */
  inputs: readonly string[]
  /** What a person presses so that the file field comes. */
  openers: readonly string[]
  /** The step between choosing a file and its preview. */
  nexts: readonly string[]
}
