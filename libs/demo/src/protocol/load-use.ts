import { may } from '@alliance/domain/access/may';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { everybody } from '../everybody.js';
import { membersOf } from './alliances.data.js';
import { adoptedAt, overridesOf } from './adoption.js';
import { protocolId, versionId } from './load-protocols.js';
import { adoptions, feedback, misses, unread } from './use.data.js';
import type { DemoVersion } from './versions.js';

/** What the members made of the protocols: adopted, read, looked for and not found, opened, and what they said about them. */
export async function loadProtocolUse(owner: pg.ClientBase, versions: readonly DemoVersion[], now: Date): Promise<void> {
  await loadAdoptions(owner, versions);
  await loadReading(owner, versions);
  for (const [n, { hospital, query, daysAgo }] of misses.entries())
    await owner.query(
      `insert into search_miss (id, institution_id, query, at) values ($1, $2, $3, $5::timestamptz - make_interval(days => $4))`,
      [demoId(`search miss ${n}`), demoId(`institution ${hospital}`), query, daysAgo, now],
    );
  await loadFeedback(owner, versions, now);
  await owner.query(
    `insert into protocol_opening (protocol_id, institution_id, day, opened)
     select p.id, m.institution_id, local_today() - d, 1 + (ascii(p.code) + d) % 4
     from protocol p join membership m on m.alliance_id = p.alliance_id, generate_series(1, 10) d
     where p.invented and (ascii(p.code) + ascii(m.institution_id::text) + d) % 3 > 0`,
  );
}

/** The newest version of a protocol. */
function newest(versions: readonly DemoVersion[], code: string): DemoVersion {
  const found = versions.findLast(({ protocol }) => protocol.code === code);
  if (!found) throw new Error(`no protocol ${code} in the demonstration`);
  return found;
}

async function loadAdoptions(owner: pg.ClientBase, versions: readonly DemoVersion[]): Promise<void> {
  for (const { hospital, by, protocols } of adoptions)
    for (const code of protocols) {
      const version = newest(versions, code);
      await owner.query(
        `insert into protocol_adoption (protocol_id, institution_id, version_id, overrides, adopted_by, adopted_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          protocolId(code),
          demoId(`institution ${hospital}`),
          versionId(code, version.number),
          JSON.stringify(overridesOf(hospital, version)),
          demoId(`person ${by}`),
          adoptedAt(version),
        ],
      );
    }
}

/** Whoever should read a version has read it within days, those who are named aside; a quiz is passed first. */
async function loadReading(owner: pg.ClientBase, versions: readonly DemoVersion[]): Promise<void> {
  for (const { protocol, number, content, effectiveFrom } of versions) {
    const members = membersOf(protocol.alliance);
    const readers = everybody.filter(({ role, hospital }) => members.includes(hospital) && may({ role }, 'protocol.acknowledge'));
    const late = unread.find((one) => one.protocol === protocol.code && one.number === number)?.people ?? [];
    for (const [n, { username, hospital }] of readers.entries()) {
      if (late.includes(username)) continue;
      const version = versionId(protocol.code, number);
      const by = [version, demoId(`person ${username}`), demoId(`institution ${hospital}`)];
      const at = new Date(Date.parse(`${effectiveFrom}T08:40:00+08:00`) + n * 3_600_000);
      if (content.quiz)
        await owner.query(
          `insert into quiz_attempt (id, version_id, person_id, institution_id, percent, passed, at) values ($1, $2, $3, $4, 100, true, $5)`,
          [demoId(`quiz ${protocol.code} ${number} ${username}`), ...by, at],
        );
      await owner.query('insert into protocol_acknowledgement (version_id, person_id, institution_id, at) values ($1, $2, $3, $4)', [
        ...by,
        at,
      ]);
    }
  }
}

async function loadFeedback(owner: pg.ClientBase, versions: readonly DemoVersion[], now: Date): Promise<void> {
  for (const { protocol, criterion, by, hospital, reason, text, daysAgo, answer } of feedback)
    await owner.query(
      `insert into protocol_feedback (id, protocol_id, version_id, criterion, institution_id, person_id, reason, text, at, answer, answered_by, answered_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $12::timestamptz - make_interval(days => $9), $10::text,
         case when $10::text is not null then $11::uuid end, case when $10::text is not null then $12::timestamptz - make_interval(days => $9 - 1) end`,
      [
        demoId(`feedback ${criterion}`),
        protocolId(protocol),
        versionId(protocol, newest(versions, protocol).number),
        criterion,
        demoId(`institution ${hospital}`),
        demoId(`person ${by}`),
        reason,
        text,
        daysAgo,
        answer ?? null,
        demoId('person lead.expert'),
        now,
      ],
    );
}
