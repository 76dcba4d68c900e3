import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'e2e',
    root: '.',
    include: ['e2e/**/*.test.ts'],
    globalSetup: 'e2e/studio.setup.ts',
    setupFiles: ['e2e/evidence.setup.ts'],
    // One browser at a time: two cores are enough for one, and screens are shared by nobody.
    fileParallelism: false,
    // A screen, a browser and a server share two cores: a beat may be missed. What fails twice is broken.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
