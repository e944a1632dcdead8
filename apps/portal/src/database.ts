import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Crew } from './crew.js';
import { describeTask, withInherited, workspace, type DatabaseTask, type Environment } from './environment.js';
import { PlainError } from './plain-error.js';
import type { Progress } from './progress.js';
import type { Secrets } from './secrets.js';
import type { Services } from './services.js';

/** What the short-lived process leaves in `database.json` for the launcher. */
export interface DatabaseResult {
  applied: string[];
  loaded: boolean;
  accounts: { username: string; who: string }[];
}

// Stopped in the middle, a migration is rolled back by PostgreSQL and done again at the next start.
const ending = { signal: 'TERM', force: 'KILL', graceSeconds: 3, orphanedSeconds: 1 } as const;

/** In a process of its own: the libraries it needs would stay in the launcher's memory for as long as the portal runs. */
export async function migrateAndLoad(
  crew: Crew,
  program: string,
  { dataDir, demo, demoPassword }: Environment,
  { databaseUrl }: Services,
  secrets: Secrets,
  progress: Progress,
): Promise<DatabaseResult> {
  const resultFile = join(dataDir, 'database.json');
  rmSync(resultFile, { force: true });
  const { app, system, fieldKey } = secrets;
  const task: DatabaseTask = {
    ownerUrl: databaseUrl,
    passwords: { app, system },
    fieldKey,
    demoPassword: demo ? demoPassword : undefined,
    dataDir,
    resultFile,
  };
  const work = async () => {
    const options = { cwd: workspace, env: withInherited(describeTask(task)) };
    const child = await crew.start('database', { program: process.execPath, args: [program], ending, options });
    const code = await child.ended;
    if (code === 0) return JSON.parse(readFileSync(resultFile, 'utf8')) as DatabaseResult;
    throw new PlainError(
      `The database could not be brought up to date (${crew.lastLines('database', 1)}): see ${crew.logFile('database')}.`,
    );
  };
  return progress.step('Database', work, tell);
}

function tell({ applied, loaded }: DatabaseResult): string {
  const migrations = applied.length === 0 ? 'up to date' : `${applied.length} migration${applied.length === 1 ? '' : 's'}`;
  return loaded ? `${migrations}, demonstration data loaded` : migrations;
}
