import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['schema', 'stops', 'switches', 'uploads'].map((name) => `./worker/db/${name}.ts`),
  out: './migrations',
})
