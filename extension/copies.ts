const slowly = 'for(var i=0;i<length;++i){HEAPU8[ptr+i]=value[i]}'
const atOnce = 'HEAPU8.set(value,ptr)'

/**
 * For the build: jSquash's codecs take a picture byte by byte into their memory, here they take it at once, as newer
 * Emscripten does itself. A release that no longer has that loop stops the build, so that this goes too.
 */
export const copies = () => ({
  name: 'atelier:copies',
  transform(code: string, id: string): { code: string; map: null } | null {
    if (!/\/@jsquash\/\w+\/codec\/(enc|dec)\/\w+\.js$/.test(id)) return null
    if (!code.includes(slowly)) throw new Error(`${id} copies its pixels in another way: see copies.ts.`)
    return { code: code.replace(slowly, atOnce), map: null }
  },
})
