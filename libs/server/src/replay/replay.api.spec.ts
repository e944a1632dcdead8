import { cancelReplay, getReplay, listReplayCases, listReplays, startReplay } from '@alliance/contracts/replay.contract';
import { finish } from '@alliance/domain/imports/steps';
import { checkedOverrides } from '@alliance/domain/protocol/adoption';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startWorker, type Person } from '../testing/app.js';
import { caseContent, stands } from '../testing/judgement.story.js';
import { academic, at, clearStage, makeAlliance, pressureCriterion, setStage, type ProtocolStage } from '../testing/protocol.story.js';
import { begins, draftAfter, ends, replaySlice, revised, sentName, shows, wereSent } from '../testing/replay.story.js';
import { ReplayWorkerModule } from './replay.module.js';

let stage: ProtocolStage;
let worker: INestApplicationContext;
beforeAll(async () => {
  stage = await setStage(replaySlice);
  worker = await startWorker(stage.database, [ReplayWorkerModule]);
});
afterAll(async () => {
  await worker.close();
  await clearStage(stage);
});

const none = { same: 0, newlyMet: 0, noLongerMet: 0, sooner: 0, later: 0, newlyUnknown: 0, newlyDecided: 0 };
const cases = async (who: Person, id: string, query: Record<string, unknown> = {}) =>
  who.get(listReplayCases, { params: { id }, query: { limit: 50, ...query } as never });

describe('a version run over what was sent', () => {
  let alone: ProtocolStage;
  let runId: string;
  let draft: Awaited<ReturnType<typeof draftAfter>>;
  const calm = { severe_headache: false, glucose: 5, age: 40 };

  // before: 24h from 180, immediate with a headache, 2h from 16.7 mmol/L, down below 140
  // after: from 160, the glucose only from 20 and with a pressure from 160, whoever is 80 from 150, down below 125
  const before = caseContent('RA');
  const after = {
    ...revised(caseContent('RA', 160), {
      U03: {
        rule: {
          all: [
            { fact: 'glucose', op: '>=', value: 20 },
            { fact: 'sbp', op: '>=', value: 160 },
          ],
        },
      },
      D01: { rule: { fact: 'sbp', op: '<', value: 125 } },
    }),
  };
  const old = pressureCriterion('RA-U04', 150, {
    rule: {
      all: [
        { fact: 'age', op: '>=', value: 80 },
        { fact: 'sbp', op: '>=', value: 150 },
      ],
    },
  });
  const sent = [
    { from: 'county', times: 4, facts: { ...calm, sbp: 170 } }, // newly met
    { from: 'township', times: 2, facts: { ...calm, sbp: 170 } },
    { from: 'county', times: 5, facts: { ...calm, sbp: 190 } }, // the same
    { from: 'township', times: 3, facts: { ...calm, sbp: 190 } },
    { from: 'county', times: 3, facts: { ...calm, sbp: 150 } },
    { from: 'township', times: 2, facts: { ...calm, sbp: 150 } },
    { from: 'county', times: 2, facts: { ...calm, sbp: 170, severe_headache: true, glucose: 18 } }, // sooner: 2h, then immediate
    { from: 'township', times: 1, facts: { ...calm, sbp: 170, severe_headache: true, glucose: 18 } },
    { from: 'county', times: 1, facts: { ...calm, sbp: 170, severe_headache: true } }, // newly met, immediate
    { from: 'township', times: 2, facts: { severe_headache: false, age: 40, sbp: 150 } }, // newly decided
    { from: 'county', times: 1, facts: { ...calm, sbp: 150, glucose: 17 } }, // no longer met
    { from: 'township', times: 2, facts: { ...calm, sbp: 150, glucose: 17 } },
    { from: 'county', times: 2, facts: { ...calm, sbp: 190, glucose: 17 } }, // later: 2h, then 24h
    { from: 'county', times: 2, facts: { severe_headache: false, glucose: 5, sbp: 150 } }, // newly unknown
    { from: 'lead', direction: 'down', times: 2, facts: { ...calm, sbp: 120 } }, // the same
    { from: 'lead', direction: 'down', times: 1, facts: { ...calm, sbp: 130 } }, // no longer met
    { from: 'lead', direction: 'down', times: 1, facts: { ...calm, sbp: 120, glucose: 17 } }, // newly met: the glucose forbids no more
  ] as const;

  beforeAll(async () => {
    alone = { ...stage, allianceId: await makeAlliance(stage.database, stage.world) };
    for (const one of sent) await wereSent(alone, one);
    await wereSent(alone, { from: 'county', facts: { ...calm, sbp: 170 }, daysAgo: 91 });
    await wereSent(stage, { from: 'county', facts: { ...calm, sbp: 170 } });
    draft = await draftAfter(alone, before, { ...after, criteria: [...after.criteria, old] });
  });

  it('counts as one counts by hand: all, by direction, by urgency and by member', async () => {
    const begun = await begins(stage.author, draft);
    expect(begun).toMatchObject({ state: 'queued', against: 1, number: 2, done: 0, total: 36, requestedBy: 'lead.author', summary: null });
    runId = begun.id;
    const run = await ends(stage.author, begun);
    const { county, township, lead } = stage.world;
    expect(run).toMatchObject({ state: 'done', done: 36, total: 36, finishedAt: expect.any(String) });
    expect(run.summary).toEqual({
      all: { judged: 36, same: 15, newlyMet: 8, noLongerMet: 4, sooner: 3, later: 2, newlyUnknown: 2, newlyDecided: 2 },
      byDirection: [
        { direction: 'up', judged: 32, same: 13, newlyMet: 7, noLongerMet: 3, sooner: 3, later: 2, newlyUnknown: 2, newlyDecided: 2 },
        { direction: 'down', judged: 4, ...none, same: 2, newlyMet: 1, noLongerMet: 1 },
      ],
      byUrgency: [
        { urgency: 'immediate', before: 0, after: 4 },
        { urgency: '2h', before: 8, after: 0 },
        { urgency: '24h', before: 8, after: 16 },
        { urgency: 'routine', before: 3, after: 3 },
        { urgency: 'none', before: 17, after: 13 },
      ],
      byMember: [
        {
          ...{ institutionId: county.id, institution: 'county hospital', judged: 20 },
          ...{ ...none, same: 8, newlyMet: 5, noLongerMet: 1, sooner: 2, later: 2, newlyUnknown: 2 },
        },
        {
          ...{ institutionId: township.id, institution: 'township hospital', judged: 12 },
          ...{ ...none, same: 5, newlyMet: 2, noLongerMet: 2, sooner: 1, newlyDecided: 2 },
        },
        { institutionId: lead.id, institution: 'lead hospital', judged: 4, ...none, same: 2, newlyMet: 1, noLongerMet: 1 },
      ],
    });
  });

  it('keeps those that differ, and no others, with the criteria that made it so', async () => {
    const { author, world } = stage;
    const pages = await cases(author, runId, { limit: 20 });
    const rest = await cases(author, runId, { limit: 20, cursor: pages.nextCursor });
    const all = [...pages.items, ...rest.items];
    expect([all.length, new Set(all.map(({ referralId }) => referralId)).size, rest.nextCursor]).toEqual([21, 21, null]);
    const sooner = await cases(author, runId, { change: 'sooner', institutionId: world.township.id });
    expect(sooner.items).toEqual([
      expect.objectContaining({
        institution: 'township hospital',
        before: { verdict: 'met', urgency: '2h' },
        after: { verdict: 'met', urgency: 'immediate' },
        criteria: [
          { code: 'RA-U01', before: 'not_met', after: 'met' },
          { code: 'RA-U02', before: 'not_met', after: 'met' },
          { code: 'RA-U03', before: 'met', after: 'not_met' },
          { code: 'RA-U04', before: null, after: 'not_met' },
        ],
      }),
    ]);
    const down = await cases(author, runId, { direction: 'down', change: 'newlyMet' });
    expect(down.items.map(({ criteria }) => criteria)).toEqual([
      [
        { code: 'RA-U03', before: 'met', after: 'not_met' },
        { code: 'RA-U04', before: null, after: 'not_met' },
      ],
    ]);
  });

  it('names no patient, and who looked at which referrals is kept', async () => {
    const { author, database } = stage;
    const answers = [await shows(author, { id: runId }), await author.get(listReplays, { params: at(draft) }), await cases(author, runId)];
    expect(JSON.stringify(answers)).not.toMatch(new RegExp(`${sentName}|patient|birth|1950-01-01|sbp|glucose`));
    const { rows } = await database.owner.query<{ count: number }>(
      `select cardinality(object_ids) as count from audit_entry where action = 'replay.cases_read' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ count: 21 }]);
  });

  it('changes no referral and says when it is over, to the lead alone', async () => {
    const { rows } = await stage.database.owner.query(
      `select (select count(*)::int from referral_judgement where verdict <> 'unknown') as touched, recipients, data from event where subject_id = $1 and kind = 'replay.finished'`,
      [runId],
    );
    expect(rows).toEqual([{ touched: 0, recipients: [stage.world.lead.id], data: { state: 'done', number: 2 } }]);
  });

  it('days decide how far back; a first version is held against nothing', async () => {
    expect(await ends(stage.author, await begins(stage.author, draft, 365))).toMatchObject({ done: 37, summary: { all: { newlyMet: 9 } } });
    expect(await ends(stage.author, await begins(stage.author, draft, 1))).toMatchObject({ done: 0, total: 0, summary: null });
    await stage.database.owner.query(`update protocol_version set state = 'withdrawn' where protocol_id = $1 and number = 1`, [
      draft.protocolId,
    ]);
    const first = await ends(stage.author, await begins(stage.author, draft));
    expect(first).toMatchObject({ against: null, summary: { all: { judged: 36, newlyMet: 23, noLongerMet: 0 } } });
  });
});

describe('own rules of members', () => {
  it('stand in both judgements where they hold, and fall where the alliance changes the rule they were written against', async () => {
    const alone = { ...stage, allianceId: await makeAlliance(stage.database, stage.world) };
    const { database, world, author } = stage;
    const before = caseContent('RB');
    const draft = await draftAfter(alone, before, revised(before, { U03: { urgency: 'immediate' } }));
    const own = { code: 'RB-U01', rule: { fact: 'sbp', op: '>=', value: 160 } as const, reason: '转运远' };
    await database.owner.query(
      `insert into protocol_adoption (protocol_id, institution_id, version_id, overrides, adopted_by, adopted_at)
       select $1, $2, v.id, $3, (select id from person limit 1), now() from protocol_version v where v.protocol_id = $1 and v.number = 1`,
      [draft.protocolId, world.township.id, JSON.stringify(finish(checkedOverrides(before, [own])))],
    );
    const facts = { sbp: 170, severe_headache: false, glucose: 5, age: 40 };
    await wereSent(alone, { from: 'township', facts });
    await wereSent(alone, { from: 'county', facts });
    const held = await ends(author, await begins(author, draft));
    expect(held.summary).toMatchObject({
      all: { judged: 2, same: 2 },
      byUrgency: [
        { urgency: '24h', before: 1, after: 1 },
        { urgency: 'none', before: 1, after: 1 },
      ],
    });
    await database.owner.query(`update protocol_version set content = $2 where protocol_id = $1 and number = 2`, [
      draft.protocolId,
      JSON.stringify(revised(before, { U01: { rule: { fact: 'sbp', op: '>=', value: 175 } } })),
    ]);
    const fell = await ends(author, await begins(author, draft));
    expect(fell.summary?.byMember).toEqual([
      expect.objectContaining({ institution: 'township hospital', noLongerMet: 1 }),
      expect.objectContaining({ institution: 'county hospital', same: 1 }),
    ]);
  });
});

describe('walls', () => {
  it('another hospital finds neither versions nor runs; whoever does not write protocols is refused', async () => {
    const { author, database, api, world } = stage;
    const draft = await draftAfter(stage, caseContent('RC'), caseContent('RC', 170));
    const run = await begins(author, draft);
    await ends(author, run);
    const asks = (who: Person) =>
      Promise.all([
        who.ask(startReplay, { params: at(draft), body: { days: 90 } }),
        who.ask(listReplays, { params: at(draft) }),
        who.ask(getReplay, { params: { id: run.id } }),
        who.ask(listReplayCases, { params: { id: run.id }, query: { limit: 5 } }),
        who.ask(cancelReplay, { params: { id: run.id }, body: {} }),
      ]);
    for (const hospital of ['county', 'other'] as const)
      for (const { status, problem } of await asks(await academic(database, api, world, `${hospital}.expert`, 'expert', hospital)))
        expect([hospital, status, problem.code]).toEqual([hospital, 404, 'access.not_found']);
    for (const who of ['lead.doctor', 'lead.coordinator', 'county.doctor', 'office', 'auditor'])
      for (const { status } of await asks(await api.as(who))) expect([who, status]).toEqual([who, 403]);
  });

  it('facts leave the database for the lead alone, and only while a run is under way', async () => {
    const { author, database, world } = stage;
    const draft = await draftAfter(stage, caseContent('RD'), caseContent('RD', 170));
    await wereSent(stage, { from: 'county', facts: { sbp: 150 } });
    const run = await begins(author, draft);
    await ends(author, run);
    const client = await database.owner.connect();
    const counted = async (institutionId: string) => {
      await client.query('begin');
      try {
        await client.query(`select set_config('app.institution', $1, true)`, [institutionId]);
        const { rows } = await client.query(
          `select count(*)::int as rows, replay_total($1) as total from replay_referrals($1, null, null, null, 10)`,
          [run.id],
        );
        return rows[0] as unknown;
      } finally {
        await client.query('rollback');
      }
    };
    expect(await counted(world.lead.id)).toEqual({ rows: 0, total: 0 });
    await client.query(`update replay_run set state = 'running', moved_at = now() where id = $1`, [run.id]);
    expect(await counted(world.lead.id)).toEqual({ rows: 2, total: 2 });
    for (const other of [world.county, world.other]) expect(await counted(other.id)).toEqual({ rows: 0, total: 0 });
    await client.query(`update replay_run set state = 'done' where id = $1`, [run.id]);
    client.release();
  });

  it('what was published is not replayed any more', async () => {
    const { protocolId } = await stands(stage.database, stage.allianceId, caseContent('RE'));
    const { status, problem } = await stage.author.ask(startReplay, { params: { id: protocolId, n: '1' }, body: { days: 90 } });
    expect([status, problem.code]).toEqual([409, 'protocol.wrong_state']);
  });
});
