/** The one thing we use of Node's crypto, which workerd brings (nodejs_compat). */
declare module 'node:crypto' {
  export function scrypt(
    password: string,
    salt: string,
    keyBytes: number,
    options: { N: number; r: number; p: number; maxmem: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
}
