import { sendMessage, withdrawMessage } from '@alliance/contracts/conversation.contract';
import { cancelReferral } from '@alliance/contracts/referral-ending.contract';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import type { Person } from '../testing/app.js';
import { startArchiveStory, type ArchiveStory } from '../testing/archive.story.js';
import { eventually } from '../testing/eventually.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { step } from '../testing/referral-steps.js';

let told: ArchiveStory;
beforeAll(async () => {
  told = await startArchiveStory();
});
afterAll(() => told.end());

const say = (who: Person, id: string, text: string) =>
  who.get(sendMessage, { params: { id }, body: { id: randomUUIDv7(), text, mentions: [], replyTo: null, attachmentIds: [] } });
interface Waiting {
  readonly acts: string;
  readonly seconds: number;
}
const waiting = async (id: string): Promise<Waiting[]> => {
  const { rows } = await told.database.owner.query<Waiting>(
    `select acting_institution as acts, round(extract(epoch from due_at - now()))::int as seconds from timer
     where kind = 'archive.seal' and subject_id = $1 and fired_at is null order by due_at`,
    [id],
  );
  return rows;
};
/** Time passes: what was said lies so far back, and what waits comes due so much sooner. */
const minutesLater = async (id: string, minutes: number) => {
  const { owner } = told.database;
  await owner.query(`update referral_message set at = at - $2 * interval '1 minute' where referral_id = $1`, [id, minutes]);
  await owner.query(
    `update timer set due_at = due_at - $2 * interval '1 minute' where kind = 'archive.seal' and subject_id = $1 and fired_at is null`,
    [id, minutes],
  );
};
const nothingWaits = (id: string) => eventually(async () => expect(await waiting(id)).toEqual([]), 15_000);
const sealed = async (id: string, version?: number) => {
  const { bundle } = JSON.parse((await told.bytes(told.doctor, id, 'json', version)).toString('utf8')) as { bundle: ArchiveBundle };
  return bundle.referral;
};
/** As files come in; a document is announced before the end and complete after it. */
const attached = (id: string, quarantine: string | null) =>
  told.database.owner.query(
    `with us as (select set_config('app.institution', $2::text, true))
     insert into attachment (id, referral_id, institution_id, person_id, name, media_type, bytes, sha256, storage_key, quarantine)
     select $3::uuid, $1, $2::text::uuid, p.id, 'ecg.pdf', 'application/pdf', 9, repeat('a', 64), $3::uuid::text, $4 from us, person p where p.name = 'person county.doctor'`,
    [id, told.world.county.id, randomUUIDv7(), quarantine],
  );

describe('what is added after the end', () => {
  it('becomes one version with everything of ten minutes, sealed by the sender, whoever said it', async () => {
    const { doctor, physician, world } = told;
    const { id } = await told.closed();
    const [first] = await told.versions(doctor, id, 1);
    for (let n = 1; n <= 5; n++) await say(n % 2 ? physician : doctor, id, `出院后第 ${n} 问`);
    expect(await waiting(id)).toEqual([{ acts: world.county.id, seconds: expect.any(Number) as unknown as number }]);
    const [{ seconds } = { seconds: 0 }] = await waiting(id);
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(600);

    await minutesLater(id, 11);
    const [second] = await told.versions(physician, id, 2);
    expect(second).toMatchObject({ version: 2, cause: 'added', previous: first?.sha256, by: { person: 'person lead.doctor' } });
    expect(second?.copies.map(({ institution }) => institution.id).sort()).toEqual([world.county.id, world.lead.id].sort());
    expect((await sealed(id)).messages.map(({ text }) => text)).toEqual([1, 2, 3, 4, 5].map((n) => `出院后第 ${n} 问`));
    expect((await sealed(id, 1)).messages).toEqual([]);
    expect((await told.bytes(doctor, id, 'pdf')).equals(await told.bytes(physician, id, 'pdf'))).toBe(true);
  }, 40_000);

  it('that can still be withdrawn waits for a later version', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    await say(told.doctor, id, '第一条');
    await minutesLater(id, 9);
    await say(told.doctor, id, '九分钟后');
    expect(await waiting(id)).toHaveLength(2);
    await minutesLater(id, 1);
    await told.versions(told.doctor, id, 2);
    expect((await sealed(id)).messages.map(({ text }) => text)).toEqual(['第一条']);
    await minutesLater(id, 9);
    await told.versions(told.doctor, id, 3);
    expect((await sealed(id)).messages.map(({ text }) => text)).toEqual(['第一条', '九分钟后']);
    await nothingWaits(id);
  }, 60_000);

  it('and was withdrawn makes no version, and its words are in none', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    const slip = await say(told.doctor, id, '发错人了');
    await told.doctor.get(withdrawMessage, { params: { id: slip.id } });
    await minutesLater(id, 11);
    await nothingWaits(id);
    await told.versions(told.doctor, id, 1);
    await say(told.doctor, id, '这才是');
    await minutesLater(id, 11);
    await told.versions(told.doctor, id, 2);
    expect((await sealed(id)).messages.map(({ text }) => text)).toEqual([null, '这才是']);
  }, 60_000);

  it('rung for twice is sealed once', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    await say(told.doctor, id, '一次');
    await minutesLater(id, 11);
    await told.versions(told.doctor, id, 2);
    await told.database.owner.query(
      `insert into timer (id, kind, subject_id, due_at, acting_institution) select $2, 'archive.seal', id, now(), sender_id from referral where id = $1`,
      [id, randomUUIDv7()],
    );
    await nothingWaits(id);
    await told.versions(told.doctor, id, 2);
  }, 40_000);

  it('as a document is sealed too, one in quarantine is not', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    await attached(id, 'active_content');
    expect(await waiting(id)).toEqual([]);
    await attached(id, null);
    expect(await waiting(id)).toHaveLength(1);
    await minutesLater(id, 11);
    expect((await told.versions(told.doctor, id, 2))[0]).toMatchObject({ cause: 'added' });
    expect((await sealed(id)).documents).toMatchObject([{ name: 'ecg.pdf', sha256: 'a'.repeat(64) }]);
  }, 40_000);
});

it('what was said just before the end is not lost: the version of the end is without it, the next one has it', async () => {
  const sent = await doctorSubmits(told.doctor, told.world);
  await say(told.doctor, sent.id, '患者好转，准备取消');
  await step(told.doctor, cancelReferral, sent, { reason: 'patient_improved' });
  await told.versions(told.doctor, sent.id, 1);
  expect((await sealed(sent.id)).messages).toEqual([]);
  expect(await waiting(sent.id)).toHaveLength(1);
  await minutesLater(sent.id, 11);
  expect((await told.versions(told.doctor, sent.id, 2))[0]).toMatchObject({ cause: 'added' });
  expect((await sealed(sent.id)).messages.map(({ text }) => text)).toEqual(['患者好转，准备取消']);
}, 40_000);

it('nobody asks for the archive of others, or of what has not ended', async () => {
  const { id } = await told.closed();
  await nothingWaits(id);
  const asked = async (house: string, referral: string) => {
    const client = await told.database.owner.connect();
    try {
      await client.query('begin; set local role alliance_app');
      await client.query(`select set_config('app.institution', $1, true)`, [house]);
      await client.query('select seal_later($1)', [referral]);
      await client.query('commit');
    } finally {
      client.release();
    }
    return (await waiting(referral)).length;
  };
  const open = await doctorSubmits(told.doctor, told.world);
  await say(told.doctor, open.id, '还没结束');
  expect([await asked(told.world.other.id, id), await asked(told.world.county.id, open.id)]).toEqual([0, 0]);
  expect(await asked(told.world.lead.id, id)).toBe(1);
}, 40_000);
