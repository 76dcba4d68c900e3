import { defineConfig } from 'wxt'
import { copies } from './copies.ts'
import { wat } from './wat.ts'
import { contentSecurityPolicy, optionalHosts, permissions, webAccessible } from './permissions.ts'

const apiOrigin = new URL(process.env['ATELIER_API_ORIGIN'] || 'https://api.atelier.example').origin
// The public half of the key that signs what is switched off at sites; without it there is no such list.
const switchKey = process.env['ATELIER_SWITCH_KEY'] ?? ''

// Run from the repository's root: wxt build -c extension/wxt.config.ts
export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: process.env['ATELIER_OUT_DIR'] || 'extension/.output',
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    // The tools' worker: its codecs are files of their own, loaded when they are first needed.
    worker: {
      format: 'es',
      plugins: () => [wat(), copies()],
      rollupOptions: {
        output: { entryFileNames: 'tool-worker.js', chunkFileNames: 'chunks/tool-[name]-[hash].js' },
      },
    },
    define: { __API_ORIGIN__: JSON.stringify(apiOrigin), __SWITCH_KEY__: JSON.stringify(switchKey) },
  }),
  manifest: {
    name: 'Atelier',
    description:
      'Make pictures and videos where you post: type what you want to see, and it lands in your post.',
    // Fixes the extension's id for development; the store signs with its own.
    key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzhBHrdwHA4zT1aw+PnQo7nVpjElIoY7GlJ84gQ3QFOKWbhLrPnssAhms0j8r8rd4t2oTwiLbfCmomhmi8U4qp0e2bZ5Ca8zJqOB/BNc1v5kylnLHXJLBis2wM3l0kCYmbrszYxnhRTIuCIkFgmMsZReiVIwwZ6k4QmacBUDJPyWQ5v1nfwuYZ8nEJeV5z4HrvBRU8B1rCCDAcjHuF+HM+otifqLFbyA5FcHop9QuvikpUEWr6fnUzCukknegm3U5HWilMjviANWSgYCWFvGiE5/a5FPPcnKjWBh/u1l/g5EiEQi9qdWzeTKu/Mjq7CZI3BfuAf3gzh+lKNbn4zLfbQIDAQAB',
    minimum_chrome_version: '148',
    // Pictures travel to the page as Blobs, not as text.
    ...{ message_serialization: 'structured_clone' },
    permissions: Object.keys(permissions) as (keyof typeof permissions)[],
    optional_host_permissions: Object.keys(optionalHosts),
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    action: {
      default_title: 'Atelier',
      default_popup: 'panel.html?as=popup',
      default_icon: { 16: 'icons/16.png', 32: 'icons/32.png' },
    },
    side_panel: { default_path: 'panel.html?as=side' },
    commands: {
      'open-panel': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: 'Open Atelier beside this page',
      },
    },
    web_accessible_resources: [
      { resources: Object.keys(webAccessible), matches: ['https://*/*'], use_dynamic_url: true },
    ],
    content_security_policy: { extension_pages: contentSecurityPolicy },
  },
})
