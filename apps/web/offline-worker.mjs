import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

/** Chunks that are needed without a line, with what they import: the frame, protocols to be read, and the alarm that names whom to ring. */
const wanted = ['/src/shell.tsx', '/protocol-library.page.tsx', '/protocol-reader.page.tsx', '/immediate.page.tsx'];
const always = ['/', '/first.js', '/favicon.svg'];

/** Builds `src/offline/worker.ts` beside the application, as one classic script with the list of files it has to keep. */
export function offlineWorker() {
  let files = [];
  let outDir;
  return {
    name: 'offline-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    generateBundle: {
      // chunks of nothing but styles are taken out by then
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
        const found = new Set();
        const gather = (chunk) => {
          if (!chunk || found.has(chunk)) return;
          found.add(chunk);
          for (const name of chunk.imports) gather(byName.get(name));
        };
        gather(chunks.find(({ isEntry }) => isEntry));
        for (const path of wanted) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(path));
          if (!chunk) this.error(`No chunk for ${path}: without it something is not there offline.`);
          gather(chunk);
        }
        const styles = [...found].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        files = [...always, ...[...found].map(({ fileName }) => `/${fileName}`), ...new Set(styles.map((name) => `/${name}`))];
      },
    },
    async closeBundle() {
      if (!files.length) return;
      // one that is missing would keep the worker from ever being installed, and nobody would hear of it
      const missing = files.slice(1).filter((file) => !existsSync(`${outDir}${file}`));
      if (missing.length) throw new Error(`The offline worker would ask for files that were not built: ${missing.join(', ')}`);
      await build({
        root: import.meta.dirname,
        configFile: false,
        logLevel: 'warn',
        define: { offlineFiles: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        resolve: { conditions: ['@alliance/source', 'module', 'browser', 'production'] },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          lib: {
            entry: resolve(import.meta.dirname, 'src/offline/worker.ts'),
            formats: ['iife'],
            name: 'offline',
            fileName: () => 'offline-worker.js',
          },
        },
      });
    },
  };
}
