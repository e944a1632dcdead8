import { gzipSync } from 'node:zlib';

const login = 250;
const more = 200;

/**
 * Measures what a browser has to fetch and fails the build above the budget, in kB of gzipped JavaScript:
 * the login page all together, every other page on top of it with the frame and what the frame fetches by itself,
 * and what a page fetches only on request (a picture, an editor) on its own.
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
      const gather = (chunk, found = new Set(), later = false) => {
        if (!chunk || found.has(chunk)) return found;
        found.add(chunk);
        for (const name of [...chunk.imports, ...(later ? chunk.dynamicImports : [])])
          gather(byName.get(name), found, later && name !== entry.fileName);
        return found;
      };
      const sizes = new Map(chunks.map((chunk) => [chunk, gzipSync(chunk.code).length / 1000]));
      const weigh = (set) => [...set].reduce((sum, chunk) => sum + sizes.get(chunk), 0);
      const nameOf = ({ facadeModuleId, fileName }) => (facadeModuleId ?? fileName).replace(/^.*\/(.*?)(\.page)?\.\w+$/, '$1');

      const first = gather(holding('/login.page.tsx'), gather(entry));
      const frame = gather(holding('/src/shell.tsx'), new Set(first), true);
      const pages = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith('.page.tsx')).filter((chunk) => !first.has(chunk));
      const rows = [
        ['login, in all', weigh(first), login],
        ['frame', weigh(frame.difference(first)), more],
      ];
      for (const page of pages) {
        const whole = gather(page, new Set(frame));
        rows.push([nameOf(page), weigh(whole.difference(first)), more]);
        const requested = [...whole.difference(frame)].flatMap(({ dynamicImports }) => dynamicImports).map((name) => byName.get(name));
        for (const part of requested)
          rows.push([`  ${nameOf(part)} on request`, weigh(gather(part, new Set(whole), true).difference(whole)), more]);
      }
      for (const [name, size, limit] of rows) this.info(`${name.padEnd(32)} ${size.toFixed(1).padStart(6)} of ${limit} kB gzip`);
      const heavy = rows.filter(([, size, limit]) => size > limit).map(([name]) => name.trim());
      if (heavy.length) this.error(`Too much JavaScript: ${heavy.join(', ')}. Load less, or later.`);
    },
  };
}
