// What one submit writes to the log of the database: without the images of whole pages that follow a checkpoint, and without the relay.
import { overHttp } from './load.mjs';
import { requests } from './recorded.mjs';

export async function measureWal({ owner, portal, report, supplies }) {
  await owner.query('alter system set full_page_writes = off');
  await owner.query('select pg_reload_conf()');
  const api = await portal.api('wal');
  try {
    await supplies.draft.atLeast(12_000);
    await owner.query('checkpoint');
    const position = async () => (await owner.query(`select pg_current_wal_insert_lsn() - '0/0' as bytes`)).rows[0].bytes;
    const count = async () => Number((await owner.query(`select count(*) from outbox`)).rows[0].count);
    const [before, already] = [await position(), await count()];
    await overHttp(api.url, 2, () => requests.submit(supplies.draft.take()));
    await new Promise((done) => setTimeout(done, 500));
    report.tell('WAL of one submit', ((await position()) - before) / ((await count()) - already) / 1024, 'KB', { atMost: 6 });
  } finally {
    await portal.end(api);
    await owner.query('alter system reset full_page_writes');
    await owner.query('select pg_reload_conf()');
  }
}
