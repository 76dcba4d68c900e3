type Area = 'local' | 'session'

/** One value in the browser's storage, parsed whenever it is read: what no longer fits is treated as absent. */
export interface Kept<T> {
  read(): Promise<T | null>
  write(value: T): Promise<void>
  forget(): Promise<void>
  /** Told of every change, also from other windows; `null` when it is gone. Returns the way to stop. */
  watch(listener: (value: T | null) => void): () => void
}

/** Whatever can judge a stored value: a schema of either kind of zod. */
export interface Schema<T> {
  safeParse(raw: unknown): { data?: T | undefined }
}

/** `local` outlives the browser; `session` lives in memory until it is closed. */
export function kept<T>(area: Area, key: string, schema: Schema<T>): Kept<T> {
  const parse = (raw: unknown) => schema.safeParse(raw).data ?? null
  return {
    read: async () => parse((await chrome.storage[area].get(key))[key]),
    write: (value) => chrome.storage[area].set({ [key]: value }),
    forget: () => chrome.storage[area].remove(key),
    watch(listener) {
      const changed = (changes: Record<string, chrome.storage.StorageChange>, where: string) => {
        const change = changes[key]
        if (where === area && change) listener(parse(change.newValue))
      }
      chrome.storage.onChanged.addListener(changed)
      return () => chrome.storage.onChanged.removeListener(changed)
    },
  }
}

/** Several values of one kind in one reading, by their keys; what is absent or no longer fits is not among them. */
export async function readKept<T>(
  area: Area,
  keys: readonly string[],
  schema: Schema<T>,
): Promise<ReadonlyMap<string, T>> {
  const stored = await chrome.storage[area].get([...keys])
  return new Map(
    keys.flatMap((key) => {
      const value = schema.safeParse(stored[key]).data
      return value === undefined ? [] : [[key, value]]
    }),
  )
}
