import { gzipSync } from 'node:zlib';

const login = 250;
const more = 200;

/**
 * Measures what a browser has to fetch and fails the build above the budget, in kB of gzipped JavaScript:
 * the login page all together, every other page on top of it - the frame and everything the page loads by itself included.
 */
export function bundleBudget() {
  return {
    name: 'bundle-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const entry = chunks.find(({ isEntry }) => isEntry);
      const holding = (path) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(path));
      const gather = (chunk, found = new Set()) => {
        if (!chunk || found.has(chunk)) return found;
        found.add(chunk);
        // the entry knows every page; what others import later belongs to them
        for (const name of [...chunk.imports, ...(chunk === entry ? [] : chunk.dynamicImports)]) gather(byName.get(name), found);
        return found;
      };
      const sizes = new Map(chunks.map((chunk) => [chunk, gzipSync(chunk.code).length / 1000]));
      const weigh = (set) => [...set].reduce((sum, chunk) => sum + sizes.get(chunk), 0);

      const first = gather(holding('/login.page.tsx'), gather(entry));
      const frame = gather(holding('/src/shell.tsx'));
      const pages = chunks.filter(
        ({ facadeModuleId }) => facadeModuleId?.endsWith('.page.tsx') && !facadeModuleId.endsWith('/login.page.tsx'),
      );
      const rows = pages.map((page) => {
        const name = page.facadeModuleId.replace(/^.*\/(.*)\.page\.tsx$/, '$1');
        return [name, weigh(gather(page, new Set(frame)).difference(first)), more];
      });
      rows.unshift(['login, in all', weigh(first), login], ['frame', weigh(frame.difference(first)), more]);
      for (const [name, size, limit] of rows) this.info(`${name.padEnd(20)} ${size.toFixed(1).padStart(6)} of ${limit} kB gzip`);
      const heavy = rows.filter(([, size, limit]) => size > limit).map(([name]) => name);
      if (heavy.length) this.error(`Too much JavaScript: ${heavy.join(', ')}. Load less, or later.`);
    },
  };
}
