/** A file that cannot be read, or not be written as asked: what, why and what to do next. */
export class UnfitFile extends Error {}
