// Looks for extensions in all the ways a page has, from before anything else runs. What it sees are lines of text,
// by kind; what it heard it keeps from the beginning.

type Kind =
  'dom' | 'changes' | 'globals' | 'patched' | 'channels' | 'timing' | 'errors' | 'violations' | 'storage'
type Seen = Record<Kind, string[]>

const heard: Pick<Seen, 'changes' | 'channels' | 'errors' | 'violations'> = {
  changes: [],
  channels: [],
  errors: [],
  violations: [],
}
const guesses = ['atelier', 'atelier:ready', 'atelier-ready', 'atelier-here', 'extension-ready']

addEventListener('message', ({ data, source }) => {
  if (source !== null && !(data as { asked?: boolean } | null)?.asked)
    heard.channels.push(`message ${JSON.stringify(data)}`)
})
for (const name of guesses) {
  new BroadcastChannel(name).addEventListener('message', ({ data }) => {
    if (data !== 'ping') heard.channels.push(`broadcast ${name}`)
  })
  addEventListener(name, () => heard.channels.push(`event ${name}`))
  document.addEventListener(name, () => heard.channels.push(`event ${name}`))
}
addEventListener('error', ({ message, filename, error }) =>
  heard.errors.push(`${message} ${filename} ${(error as Error | null)?.stack ?? ''}`),
)
addEventListener('unhandledrejection', ({ reason }) =>
  heard.errors.push(String((reason as Error)?.stack ?? reason)),
)
addEventListener('securitypolicyviolation', (event) =>
  heard.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
)

const describe = (element: Element) =>
  `${element.localName} ${[...element.attributes].map(({ name, value }) => `${name}=${value}`).join(' ')}`

/** Also what comes and goes at once is seen. */
new MutationObserver((records) => {
  for (const { type, target, attributeName, addedNodes, removedNodes } of records)
    heard.changes.push(
      `${type} at ${target.nodeName} ${attributeName ?? ''} +${addedNodes.length} -${removedNodes.length}`,
    )
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

function linesOf(root: Document | ShadowRoot, where: string): string[] {
  const sheets = [...root.adoptedStyleSheets, ...root.styleSheets].map(
    (sheet) => `${where} sheet ${sheet.href ?? [...sheet.cssRules].map(({ cssText }) => cssText).join()}`,
  )
  const elements = [...root.querySelectorAll('*')].flatMap((element) => [
    `${where} ${describe(element)}`,
    ...(element.shadowRoot ? linesOf(element.shadowRoot, `${where} ${element.localName} >`) : []),
  ])
  return [...sheets, ...elements, `${where} focus ${document.activeElement?.localName}`]
}

/** Functions of the browser that are no longer the browser's. */
function patched(): string[] {
  const found: string[] = []
  for (const name of Object.getOwnPropertyNames(window)) {
    const owner: unknown = Object.getOwnPropertyDescriptor(window, name)?.value
    if (typeof owner !== 'function') continue
    if (!isNative(owner)) found.push(name)
    const prototype = ((owner as { prototype?: object }).prototype ?? {}) as object
    for (const key of Object.getOwnPropertyNames(prototype)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {}
      for (const each of [value, get, set])
        if (typeof each === 'function' && key !== 'constructor' && !isNative(each as object))
          found.push(`${name}.prototype.${key}`)
    }
  }
  return found
}
const isNative = (each: object) => Function.prototype.toString.call(each).includes('[native code]')

async function storage(): Promise<string[]> {
  return [
    ...Object.keys(localStorage).map((key) => `local ${key}`),
    ...Object.keys(sessionStorage).map((key) => `session ${key}`),
    ...document.cookie.split('; ').filter(Boolean),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
    ...(await caches.keys()).map((key) => `cache ${key}`),
  ]
}

async function look(): Promise<Seen> {
  const entries = ['resource', 'mark', 'measure'].flatMap((type) => performance.getEntriesByType(type))
  return {
    ...structuredClone(heard),
    dom: [...linesOf(document, ''), `frames ${window.length}`, `title ${document.title}`],
    globals: [window, document, navigator, document.documentElement, document.body].flatMap((each, index) =>
      Object.getOwnPropertyNames(each).map((name) => `${index} ${name}`),
    ),
    patched: patched(),
    timing: entries.map(({ name, entryType }) => `${entryType} ${name}`),
    storage: await storage(),
  }
}

/** Says hello in the ways somebody may be listening for. */
async function knock(): Promise<void> {
  for (const name of guesses) {
    postMessage({ asked: true, type: name, ping: name })
    new BroadcastChannel(name).postMessage('ping')
    for (const target of [window, document])
      target.dispatchEvent(new CustomEvent(`${name}:ping`, { detail: { asked: true } }))
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
}

/** Of these files, those that can be had. */
async function reach(addresses: readonly string[]): Promise<string[]> {
  const picture = (address: string) =>
    new Promise<boolean>((resolve) => {
      const image = new Image()
      image.addEventListener('load', () => resolve(true))
      image.addEventListener('error', () => resolve(false))
      image.src = address
    })
  const found = await Promise.all(
    addresses.map(async (address) => {
      const answered = await fetch(address).then(
        () => true,
        () => false,
      )
      return answered || (await picture(address))
    }),
  )
  return addresses.filter((_, index) => found[index])
}

Object.defineProperty(window, 'probe', { value: { look, knock, reach } })
