// Brings the database up to date and loads the demonstration; the launcher runs it before the API.
import { renameSync, writeFileSync } from 'node:fs';
import { loadDemo } from '@alliance/demo/load';
import { migrate } from '@alliance/server/platform/db/migrate';
import type { DatabaseResult } from './database.js';
import { readTask } from './environment.js';

const { ownerUrl, passwords, fieldKey, demoPassword, dataDir, resultFile } = readTask();
try {
  const { applied } = await migrate(ownerUrl, passwords);
  const demo = demoPassword ? await loadDemo({ ownerUrl, fieldKey, dataDir, password: demoPassword }) : { loaded: false, accounts: [] };
  const result: DatabaseResult = { applied, ...demo };
  writeFileSync(`${resultFile}.new`, JSON.stringify(result));
  renameSync(`${resultFile}.new`, resultFile);
  process.exit(0);
} catch (error) {
  const { stack, message, code } = error as NodeJS.ErrnoException;
  console.error(`${stack}\n${(message || code || 'no reason given').split('\n')[0]}`);
  process.exit(1);
}
