import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig(({ command, isPreview }) => {
  // Only while developing Vite puts the styles into the page itself.
  const styles = command === 'serve' && isPreview !== true ? "'self' 'unsafe-inline'" : "'self'";
  /** What the page and its worker may load: their own files only; and they may compile WebAssembly. The page carries it, for servers that send no such header. */
  const policy =
    `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src ${styles}; worker-src 'self'; ` +
    `object-src 'none'; base-uri 'none'; form-action 'none'`;
  /** A worker obeys only the header it comes with, and only there can a page refuse to be framed. */
  const headers = { 'Content-Security-Policy': `${policy}; frame-ancestors 'none'` };
  return {
    plugins: [
      preact(),
      {
        name: 'content-security-policy',
        transformIndexHtml: () => [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
            injectTo: 'head-prepend',
          },
        ],
      },
    ],
    // Relative addresses: the built page works on any static server, in any folder.
    base: './',
    // The polyfill is an inline script, which the page's content security policy refuses.
    build: { target: 'es2022', modulePreload: { polyfill: false }, sourcemap: true },
    worker: { format: 'es' },
    server: { headers },
    preview: { host: '127.0.0.1', port: 4319, strictPort: true, headers },
  };
});
