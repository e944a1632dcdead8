import {
  annotateVersion,
  approveVersion,
  draftVersion,
  getProtocol,
  publishVersion,
  returnVersion,
  submitVersion,
  withdrawVersion,
} from '@alliance/contracts/protocol.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startWorker, type Person } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { dayFrom, personSlice } from '../testing/person.story.js';
import { at, clearStage, draftOf, setStage, type ProtocolStage } from '../testing/protocol.story.js';
import { referralSlice, referralWork } from '../testing/referral.story.js';

let stage: ProtocolStage;
let worker: INestApplicationContext;
beforeAll(async () => {
  stage = await setStage(personSlice, referralSlice);
  worker = await startWorker(stage.database, referralWork);
});
afterAll(async () => {
  await worker.close();
  await clearStage(stage);
});

const told = async (who: Person, id: string) =>
  (await who.get(listNotifications, { query: { limit: 50 } })).items
    .filter(({ subjectId }) => subjectId === id)
    .map(({ kind, label }) => [kind, label]);

describe('who is told', () => {
  it('the second person what waits, the authors what became of it, members what they treat by', async () => {
    const { author, second, countyDoctor, outsider, api } = stage;
    const draft = await draftOf(stage);
    const [params, id] = [at(draft), draft.protocolId];
    const submitted = await author.get(submitVersion, { params, body: { version: draft.version } });
    const started = `规范 ${draft.protocolCode}`;
    await eventually(async () => expect(await told(second, id)).toEqual([['protocol.submitted', started]]));
    expect(await told(await api.as('lead.admin'), id)).toEqual([['protocol.submitted', started]]);
    const returned = await second.get(returnVersion, { params, body: { version: submitted.version, reason: '补充依据' } });
    await eventually(async () => expect(await told(author, id)).toEqual([['protocol.returned', started]]));
    const again = await author.get(submitVersion, { params, body: { version: returned.version } });
    const approved = await second.get(approveVersion, { params, body: { version: again.version } });
    await eventually(async () => expect((await told(author, id)).map(([kind]) => kind)).toContain('protocol.approved'));
    for (const who of [countyDoctor, await api.as('lead.doctor')]) expect(await told(who, id)).toEqual([]);

    const published = await second.get(publishVersion, { params, body: { version: approved.version, effectiveFrom: dayFrom() } });
    const named = published.title.zh;
    const lead = await api.as('lead.doctor');
    for (const who of [countyDoctor, lead, author, await api.as('county.admin'), await api.as('county.coordinator')])
      await eventually(async () => expect(await told(who, id)).toContainEqual(['protocol.published', named]));
    for (const who of [outsider, await api.as('office'), second])
      expect((await told(who, id)).map(([kind]) => kind)).not.toContain('protocol.published');

    const noted = await author.get(annotateVersion, { params, body: { version: published.version, text: '召回' } });
    await second.get(withdrawVersion, { params, body: { version: noted.version, reason: '有误' } });
    await eventually(async () =>
      expect((await told(countyDoctor, id)).map(([kind]) => kind)).toEqual([
        'protocol.withdrawn',
        'protocol.annotated',
        'protocol.published',
      ]),
    );
  });

  it('a member reads in the timeline what was published, not what its authors did before', async () => {
    const { author, second, countyDoctor, database } = stage;
    const draft = await draftOf(stage);
    const [params, id] = [at(draft), draft.protocolId];
    const submitted = await author.get(submitVersion, { params, body: { version: draft.version } });
    const approved = await second.get(approveVersion, { params, body: { version: submitted.version } });
    await second.get(publishVersion, { params, body: { version: approved.version, effectiveFrom: dayFrom() } });
    const { version } = await author.get(getProtocol, { params: { id } });
    await author.get(draftVersion, { params: { id }, body: { version } });
    const kinds = async (who: Person) => (await who.get(getTimeline, { params: { id }, query: {} })).items.map(({ kind }) => kind);
    expect(await kinds(countyDoctor)).toEqual(['protocol.published']);
    expect(await kinds(author)).toEqual(['drafted', 'published', 'approved', 'submitted', 'drafted'].map((fact) => `protocol.${fact}`));
    const { rows } = await database.owner.query<{ data: object }>('select data from event where subject_id = $1', [id]);
    for (const { data } of rows)
      for (const value of Object.values(data)) expect(String(value)).toMatch(/^(\d+|\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f-]{27})$/);
  });
});
