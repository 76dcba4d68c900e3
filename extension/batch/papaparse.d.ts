/** Only what is used here: the package brings no types. */
declare module 'papaparse' {
  interface Parsed {
    data: string[][]
    errors: { type: string; code: string; message: string; row?: number }[]
  }
  const Papa: {
    parse(text: string, options: { skipEmptyLines: boolean }): Parsed
    unparse(
      rows: readonly (readonly (string | number)[])[],
      options: { escapeFormulae: boolean; newline: string },
    ): string
  }
  export default Papa
}
