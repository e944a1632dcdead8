// The API is killed at random moments while clients submit and insist: nothing acknowledged is lost, nothing is done twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { submitMany } from './crowd.mjs';
import { check } from './ledger.mjs';

const count = 500;

export async function killedApi({ owner, portal, report, supplies, short }) {
  const worker = await portal.worker('kill-worker');
  let api = await portal.api('kill-api');
  const { port, url } = api;
  const kills = short ? 2 : 10;
  let over = false;
  let killed = 0;
  const killing = (async () => {
    while (!over && killed < kills) {
      await sleep(100 + Math.random() * 500);
      if (over) break;
      await portal.end(api, 'SIGKILL');
      killed++;
      api = await portal.api('kill-api', { port });
    }
  })();
  const { acknowledged, tries } = await submitMany(() => url, supplies.draft, { count, clients: 16, pauseMs: short ? 60 : 350 });
  over = true;
  await killing;
  const about = 'kill -9 of the API';
  report.tell(`${about}: times, during ${count} submits`, killed, '', { atLeast: Math.min(kills, 2) });
  report.tell(`${about}: requests that had to be repeated`, tries - count);
  await check(owner, report, about, acknowledged);
  for (const child of [api, worker]) await portal.end(child);
}
