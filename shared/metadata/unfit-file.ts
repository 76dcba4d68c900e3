/** A file that cannot be read, or not be written as asked: what, why and what to do next. */
export class UnfitFile extends Error {}

/** Says which file it is, where several are at work: `decode(file).catch(refusalOf(file))`. */
export const refusalOf =
  ({ name }: { name: string }) =>
  (cause: unknown): never => {
    if (!(cause instanceof UnfitFile) || !name || cause.message.startsWith(name)) throw cause
    throw new UnfitFile(`${name}: ${cause.message}`)
  }
