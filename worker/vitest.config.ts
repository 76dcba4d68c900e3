import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Almost everything runs where it will run: in workerd, with D1, R2 and Queues. `*.node.test.ts` wants a decoder. */
export default defineConfig({
  test: {
    root,
    // A line for every request would bury what a test says.
    onConsoleLog: (line) => !/^\{"event":"(request|visit|chore|order-placed|job-ended)"/.test(line),
    projects: [
      {
        plugins: [
          cloudflareTest(async ({ inject }) => ({
            main: `${root}/worker/test/main.ts`,
            wrangler: { configPath: `${root}/wrangler.toml` },
            miniflare: {
              durableObjects: { NEAR: { className: 'Near', useSQLite: true } },
              bindings: {
                AUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
                LINK_SECRET: 'only-for-tests-zyxwvutsrqponmlkjihgfedcba',
                SANDBOX_URL: inject<string>('sandboxUrl'),
                MIGRATIONS: await readD1Migrations(`${root}/migrations`),
              },
            },
          })),
        ],
        // The sandbox runs in Node, whatever the tests run in: its decoder must not take this for a browser.
        resolve: { alias: { '@eshaz/web-worker': '@eshaz/web-worker/cjs/node.js' } },
        test: {
          name: 'worker',
          root,
          include: ['worker/**/*.test.ts'],
          exclude: ['worker/**/*.node.test.ts'],
          globalSetup: ['worker/test/outside.ts'],
          setupFiles: ['worker/test/migrate.ts'],
          testTimeout: 20_000,
          isolate: false,
          // Its one file for Node is left out by bundlers, and only by them.
          deps: { optimizer: { ssr: { enabled: true, include: ['mediabunny'] } } },
        },
      },
      { test: { name: 'worker in node', root, include: ['worker/**/*.node.test.ts'] } },
    ],
  },
})
