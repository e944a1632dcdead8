import { needsSignOff } from '@alliance/domain/protocol/sign-off';
import { initialsOf, pinyinOf } from '@alliance/server/platform/text/pinyin';
import { searchEntries } from '@alliance/server/protocol/search-entry';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { protocols } from './protocols.data.js';
import { signatory } from './signatory.data.js';
import type { DemoVersion } from './versions.js';

const author = demoId('person lead.expert');
const approver = demoId('person lead.quality');
export const protocolId = (code: string): string => demoId(`protocol ${code}`);
export const versionId = (code: string, number: number): string => demoId(`protocol ${code} version ${number}`);

/** The protocols with their published versions: written by the lead's expert, approved by its quality manager, local defaults signed for. */
export async function loadProtocols(owner: pg.ClientBase, versions: readonly DemoVersion[]): Promise<void> {
  for (const { code, alliance, common, title } of protocols)
    await owner.query(
      `insert into protocol (id, alliance_id, code, title_zh, title_en, common, invented) values ($1, $2, $3, $4, $5, $6, true)`,
      [protocolId(code), demoId(`alliance ${alliance}`), code, title.zh, title.en, common ?? false],
    );
  for (const version of versions) {
    await loadVersion(owner, version);
    await loadSignOffs(owner, version);
    await loadSearch(owner, version);
  }
}

async function loadVersion(owner: pg.ClientBase, { protocol, number, content, effectiveFrom }: DemoVersion): Promise<void> {
  const published = `${effectiveFrom}T09:00:00+08:00`;
  await owner.query(
    `insert into protocol_version (id, protocol_id, number, state, content, authors, submitted_by, approved_by, approved_at, published_by, published_at,
       effective_from, editor_note, editor_note_at, editor_note_by, created_at, updated_at)
     select $1, $2, $3, 'published', $4, array[$5::uuid], $5, $6, $7::timestamptz - interval '5 days', $6, $7::timestamptz - interval '3 days', $8,
       $9, case when $9::text is not null then $7::timestamptz + interval '20 days' end, case when $9::text is not null then $5::uuid end,
       $7::timestamptz - interval '20 days', $7::timestamptz - interval '3 days'`,
    [
      versionId(protocol.code, number),
      protocolId(protocol.code),
      number,
      JSON.stringify(content),
      author,
      approver,
      published,
      effectiveFrom,
      protocol.editorNote ?? null,
    ],
  );
}

async function loadSignOffs(owner: pg.ClientBase, { protocol, number, content }: DemoVersion): Promise<void> {
  const { name, title } = signatory(protocol.alliance);
  await owner.query(
    `insert into criterion_sign_off (version_id, code, signatory, title, invented, recorded_by, at)
     select v.id, code, $2, $3, true, $4, v.approved_at from protocol_version v, unnest($5::text[]) code where v.id = $1`,
    [versionId(protocol.code, number), name, title, approver, content.criteria.filter(needsSignOff).map(({ code }) => code)],
  );
}

async function loadSearch(owner: pg.ClientBase, { protocol, number, content }: DemoVersion): Promise<void> {
  const entries = searchEntries(content).map((entry) => ({ ...entry, pinyin: pinyinOf(entry.text), initials: initialsOf(entry.text) }));
  await owner.query(
    `insert into protocol_search_entry (version_id, place, text, pinyin, initials)
     select $1, place, text, pinyin, initials from jsonb_to_recordset($2::jsonb) e (place text, text text, pinyin text, initials text)`,
    [versionId(protocol.code, number), JSON.stringify(entries)],
  );
}
