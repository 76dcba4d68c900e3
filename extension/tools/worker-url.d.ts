// Vite's addresses of packaged files, to be loaded when they are first needed.

declare module '*?worker&url' {
  const url: string
  export default url
}

declare module '*.wasm?url' {
  const url: string
  export default url
}

declare module '*.woff2?url' {
  const url: string
  export default url
}

declare module '*.wat?url' {
  const url: string
  export default url
}
