import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: {
    __API_ORIGIN__: JSON.stringify('https://api.atelier.example'),
    __SWITCH_KEY__: JSON.stringify(''),
  },
  test: { name: 'extension', include: ['extension/**/*.test.ts'], root: '.', environment: 'node' },
})
