import {
  answerFeedback,
  getUsage,
  giveFeedback,
  listFeedback,
  listSearchMisses,
  searchProtocols,
} from '@alliance/contracts/protocol-search.contract';
import { getVersion } from '@alliance/contracts/protocol.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Person } from '../testing/app.js';
import { refusalOf } from '../testing/person.story.js';
import { academic, at, clearStage, publishedOf, setStage, type ProtocolStage } from '../testing/protocol.story.js';
import { protocolUseSlice } from '../testing/protocol-use.story.js';

let stage: ProtocolStage;
let published: Awaited<ReturnType<typeof publishedOf>>;
beforeAll(async () => {
  stage = await setStage(protocolUseSlice);
  published = await publishedOf(stage, {
    title: { zh: '慢性肾脏病分级诊疗', en: 'Chronic kidney disease' },
    sections: [{ kind: 'assess', blocks: [{ kind: 'paragraph', runs: [{ text: '测量血压，查尿常规与肌酐；100%_核对身份。' }] }] }],
  });
});
afterAll(() => clearStage(stage));

/** How many answers the database itself takes from the academic team; what it took is rolled back. */
async function answersIn(feedbackId: string): Promise<number> {
  const app = new pg.Client({ connectionString: stage.database.appUrl });
  await app.connect();
  try {
    await app.query('begin');
    await app.query(`select set_config('app.institution', $1, true), set_config('app.role', 'expert', true)`, [stage.world.lead.id]);
    return (await app.query(`update protocol_feedback set answer = 'x' where id = $1`, [feedbackId])).rowCount ?? 0;
  } finally {
    await app.end();
  }
}

const places = async (who: Person, q: string) =>
  (await who.get(searchProtocols, { query: { q } })).items
    .filter(({ protocolId }) => protocolId === published.protocolId)
    .map(({ place }) => place);

describe('searching', () => {
  it.each([
    ['words', '肾脏病', ['title']],
    ['a word of a section', '尿常规', ['assess']],
    ['two words, both needed', '血压 肌酐', ['assess']],
    ['two words that do not meet', '肾脏病 肌酐', []],
    ['pinyin', 'shenzangbing', ['title']],
    ['initials', 'mxszb', ['title']],
    ['English, whatever the case', 'KIDNEY', ['title']],
    ['signs that mean something to a database', '100%_核', ['assess']],
    ['and does not take them for wildcards', '1__%', []],
  ])('by %s', async (_, q, expected) => {
    expect(await places(stage.countyDoctor, q)).toEqual(expected);
  });

  it('shows what stands around the hit', async () => {
    const { items } = await stage.countyDoctor.get(searchProtocols, { query: { q: '尿常规' } });
    const [hit] = items;
    const [[from, to] = [0, 0]] = hit?.marks ?? [];
    expect(hit?.snippet.slice(from, to)).toBe('尿常规');
  });

  it('finds nothing outside the alliance, and what finds nothing is counted for the authors once a day', async () => {
    expect(await places(stage.outsider, '肾脏病')).toEqual([]);
    const wanted = '登革热处理';
    for (let i = 0; i < 3; i++) await stage.countyDoctor.get(searchProtocols, { query: { q: wanted } });
    await (await stage.api.as('township.doctor')).get(searchProtocols, { query: { q: wanted } });
    const { items } = await stage.author.get(listSearchMisses, { query: {} });
    expect(items.find(({ query }) => query === wanted)).toMatchObject({ count: 2, institutions: 2 });
    // what an outsider looked for is not theirs to know
    expect(items.some(({ query }) => query === '肾脏病')).toBe(false);
    expect(await refusalOf(stage.countyDoctor, listSearchMisses, { query: {} })).toBe('403 access.denied');
  });

  it('keeps nothing that may tell who somebody is', async () => {
    const kept = async () => Number((await stage.database.owner.query<{ n: string }>('select count(*) as n from search_miss')).rows[0]?.n);
    const before = await kept();
    for (const q of ['13800138000', '１１０１０１１９９００３０７１２３X', '138 0013 8000', '王某某 1990-03-07'])
      await stage.countyDoctor.get(searchProtocols, { query: { q } });
    expect(await kept()).toBe(before);
    await stage.countyDoctor.get(searchProtocols, { query: { q: '包虫 12345' } });
    expect(await kept()).toBe(before + 1);
    const slipped = `insert into search_miss (id, institution_id, query, at) values (gen_random_uuid(), $1, '王 13800138000', now())`;
    await expect(stage.database.owner.query(slipped, [stage.world.county.id])).rejects.toMatchObject({ code: '23514' });
  });

  it('leaves out what was only on the way to a longer word', async () => {
    for (const q of ['绦虫', '绦虫病', '绦虫病诊']) await stage.countyDoctor.get(searchProtocols, { query: { q } });
    const { items } = await stage.author.get(listSearchMisses, { query: {} });
    expect(items.map(({ query }) => query).filter((query) => query.startsWith('绦'))).toEqual(['绦虫病诊']);
  });
});

describe('saying that something does not fit', () => {
  it('reaches the authors, who answer once; others see what their own hospital said', async () => {
    const { countyDoctor, author, second, outsider } = stage;
    const { protocolId, criteria } = published;
    const given = await countyDoctor.get(giveFeedback, {
      params: { id: protocolId },
      body: { number: 1, criterion: criteria[0]?.code as string, reason: 'threshold_wrong', text: '老年人偏高' },
    });
    expect(given).toMatchObject({ reason: 'threshold_wrong', answer: null });
    const township = await stage.api.as('township.doctor');
    expect((await township.get(listFeedback, { params: { id: protocolId }, query: {} })).items).toEqual([]);
    expect((await author.get(listFeedback, { params: { id: protocolId }, query: {} })).items.map(({ id }) => id)).toEqual([given.id]);

    const strange = await academic(stage.database, stage.api, stage.world, 'county.quality', 'quality_manager', 'county');
    expect(await refusalOf(strange, answerFeedback, { params: { id: given.id }, body: { text: '我来答' } })).toBe('404 access.not_found');
    expect(await refusalOf(outsider, listFeedback, { params: { id: protocolId }, query: {} })).toBe('404 access.not_found');
    const answered = await author.get(answerFeedback, { params: { id: given.id }, body: { text: '下一版按年龄分层' } });
    expect(answered.answer?.text).toBe('下一版按年龄分层');
    expect(await refusalOf(second, answerFeedback, { params: { id: given.id }, body: { text: '再答' } })).toBe('409 protocol.wrong_state');
    expect((await countyDoctor.get(listFeedback, { params: { id: protocolId }, query: {} })).items[0]?.answer?.text).toBe(
      '下一版按年龄分层',
    );
    expect(await answersIn(given.id)).toBe(0);
    const open = await countyDoctor.get(giveFeedback, {
      params: { id: protocolId },
      body: { number: 1, reason: 'other', text: '图看不清' },
    });
    expect(await answersIn(open.id)).toBe(1);
  });

  it('is refused for a criterion that is not there', async () => {
    const body = { number: 1, criterion: 'ZZ-U99', reason: 'other' as const };
    expect(await refusalOf(stage.countyDoctor, giveFeedback, { params: { id: published.protocolId }, body })).toBe('404 access.not_found');
  });
});

it('usage is a count by institution, of one’s own to its readers', async () => {
  const township = await stage.api.as('township.doctor');
  const params = at(published);
  for (const who of [stage.countyDoctor, stage.countyDoctor, township]) await who.get(getVersion, { params });
  const usage = { params: { id: published.protocolId } };
  expect((await stage.countyDoctor.get(getUsage, usage)).items).toEqual([
    expect.objectContaining({ institution: 'county hospital', opened: 2 }),
  ]);
  const toAuthors = (await stage.author.get(getUsage, usage)).items.map(({ institution, opened }) => [institution, opened]);
  expect(toAuthors).toEqual(
    expect.arrayContaining([
      ['county hospital', 2],
      ['township hospital', 1],
    ]),
  );
  expect(await refusalOf(stage.outsider, getUsage, { params: { id: published.protocolId } })).toBe('404 access.not_found');
});
