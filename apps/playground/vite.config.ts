import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [preact()],
  // Relative addresses: the built page works on any static server, in any folder.
  base: './',
  // The polyfill is an inline script, which the page's content security policy refuses.
  build: { target: 'es2022', modulePreload: { polyfill: false }, sourcemap: true },
  worker: { format: 'es' },
  preview: { host: '127.0.0.1', port: 4319, strictPort: true },
});
