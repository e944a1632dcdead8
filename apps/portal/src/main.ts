// npm start: the whole portal on one machine.
import { join } from 'node:path';
import { controlByProcess } from './control.js';
import { readEnvironment, workspace } from './environment.js';
import { launch } from './launch.js';
import { plain } from './plain-error.js';
import { Progress } from './progress.js';

const programs = {
  database: join(import.meta.dirname, 'database.main.js'),
  api: join(workspace, 'apps/api/dist/main.js'),
  worker: join(workspace, 'apps/worker/dist/main.js'),
  hl7: join(workspace, 'apps/worker/dist/hl7.main.js'),
  media: join(workspace, 'apps/media/dist/main.js'),
  // loaded only on the first start, and only once the portal answers
  firstCases: async (localUrl: string, password: string) => (await import('@alliance/demo/first-cases')).playFirstCases(localUrl, password),
};
try {
  await launch(readEnvironment(), programs, controlByProcess(), new Progress());
  process.exit(0);
} catch (error) {
  const { message, exitCode } = plain(error, '');
  console.error(message);
  process.exit(exitCode);
}
