import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['schema', 'stops', 'uploads'].map((name) => `./worker/db/${name}.ts`),
  out: './migrations',
})
