import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { bundleBudget } from './bundle-budget.mjs';
import { offlineWorker } from './offline-worker.mjs';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), bundleBudget(), offlineWorker()],
  resolve: { conditions: ['@alliance/source', 'module', 'browser', 'development|production'] },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'http://127.0.0.1:3000', ws: true } },
  },
  build: { outDir: 'dist', emptyOutDir: true },
});
