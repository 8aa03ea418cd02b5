import { defineConfig } from 'vite';

/** What the page may load: its own files only. WebAssembly needs leave to compile. */
const policy =
  `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; ` +
  `worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'`;

/** Isolation gives the page a fine clock, and the kernels memory that threads can share. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
};

export default defineConfig({
  plugins: [
    {
      name: 'content-security-policy',
      transformIndexHtml: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
      ],
    },
  ],
  // Relative addresses: the built page works on any static server, in any folder.
  base: './',
  // The polyfill is an inline script, which the policy refuses.
  build: { outDir: 'dist/page', target: 'es2022', modulePreload: { polyfill: false } },
  preview: { host: '127.0.0.1', port: 4320, strictPort: true, headers },
});
