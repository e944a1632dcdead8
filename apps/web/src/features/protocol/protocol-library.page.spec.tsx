import { listAlliances } from '@alliance/contracts/alliance.contract';
import { searchProtocols } from '@alliance/contracts/protocol-search.contract';
import { listProtocols } from '@alliance/contracts/protocol.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf } from '../../testing/make';
import { protocol } from '../../testing/make-protocol';
import { show } from '../../testing/show';
import { Marked } from './library-hits';

const doctor = appointment('doctor', county);
const common = protocol({
  id: idOf(801),
  code: 'GEN',
  title: { zh: '早期预警', en: 'Early warning' },
  common: true,
  acknowledgement: { state: 'done', dueOn: null, at: '2026-10-01T02:00:00Z' },
});
const late = protocol({
  id: idOf(802),
  code: 'ACS',
  title: { zh: '胸痛' },
  acknowledgement: { state: 'overdue', dueOn: '2026-10-01', at: null },
});
const open = (path: string, more: (answers: Answers) => void, as = doctor) =>
  show(path, {
    as,
    answers: (answers) => {
      answers.on(listAlliances, { items: [], nextCursor: null }).on(listProtocols, { items: [protocol(), late, common], nextCursor: null });
      more(answers);
    },
  });

describe('the library of protocols', () => {
  afterEach(cleanup);

  it('shows them with their alliance, what I still have to read first, the latest before all', async () => {
    open('/protocols', () => undefined);
    const rows = within(await screen.findByRole('table', { name: '规范' }));
    const titles = rows.getAllByRole('link').map(({ textContent }) => textContent);
    expect(titles).toEqual(['胸痛', '高血压分级诊疗规范', '早期预警']);
    expect(within(rows.getByRole('row', { name: /早期预警/ })).getByText('通用（所有联盟）')).toBeDefined();
    const row = within(rows.getByRole('row', { name: /胸痛/ }));
    expect(row.getByText('逾期，应于 2026-10-01 前')).toBeDefined();
    expect(row.getByText(/第 2 版 · 2026-09-01 起生效/)).toBeDefined();
    expect(screen.getByText(/有 2 份规范等你确认阅读/)).toBeDefined();
    expect(screen.getByText(/演示内容，不构成医疗建议/)).toBeDefined();
    expect(screen.queryByRole('link', { name: '新建规范' })).toBeNull();
  });

  it('offers writing to those who may', async () => {
    open('/protocols', () => undefined, appointment('expert'));
    expect(await screen.findByRole('link', { name: '新建规范' })).toBeDefined();
    expect(screen.getByRole('link', { name: '没搜到的词' })).toBeDefined();
  });

  it('searches when one says so, not at half a word, and marks what was found', async () => {
    const { answers } = open('/protocols', (given) =>
      given.on(searchProtocols, {
        items: [
          {
            protocolId: idOf(800),
            number: 2,
            title: { zh: '高血压分级诊疗规范' },
            place: 'HTN-U07',
            snippet: '血压显著升高时上转',
            marks: [[0, 2]],
          },
          { protocolId: idOf(802), number: 1, title: { zh: '胸痛' }, place: 'assess', snippet: '先做心电图', marks: [] },
        ],
      }),
    );
    const box = await screen.findByRole('searchbox');
    await userEvent.type(box, '血压');
    expect(answers.of(searchProtocols)).toHaveLength(0);
    await userEvent.keyboard('{Enter}');
    const hits = within(await screen.findByRole('region', { name: '2 处结果' }));
    expect(hits.getByText('血压', { selector: 'mark' })).toBeDefined();
    expect(hits.getByText('按拼音匹配')).toBeDefined();
    const [, first, , second] = hits.getAllByRole('link');
    expect(first?.getAttribute('href')).toBe(`/protocols/${idOf(800)}#HTN-U07`);
    expect(second?.getAttribute('href')).toBe(`/protocols/${idOf(802)}#assess`);
    expect(answers.of(searchProtocols)[0]?.ask.query['q']).toBe('血压');
  });

  it('says of a search without result that the authors will see it', async () => {
    open('/protocols?q=%E6%B8%94%E7%BD%91', (given) => given.on(searchProtocols, { items: [] }));
    expect(await screen.findByText('没有找到“渔网”')).toBeDefined();
    expect(screen.getByText(/规范的作者会看到/)).toBeDefined();
  });

  it('is empty, or not loaded, in words', async () => {
    open('/protocols', (given) => given.on(listProtocols, { items: [], nextCursor: null }));
    expect(await screen.findByText('还没有规范')).toBeDefined();
    cleanup();
    open('/protocols', (given) => given.refuse(listProtocols, 'request.invalid'));
    expect(await screen.findByText('没有载入成功')).toBeDefined();
  });

  it('is found from the palette by title and code', async () => {
    open('/protocols', () => undefined);
    await screen.findByRole('table', { name: '规范' });
    await userEvent.click(screen.getByRole('button', { name: /搜索页面/ }));
    await userEvent.keyboard('gen');
    await waitFor(() => expect(screen.getByRole('option', { name: /早期预警/ })).toBeDefined());
    expect(screen.queryByRole('option', { name: /胸痛/ })).toBeNull();
  });
});

describe('marks in a text', () => {
  afterEach(cleanup);

  it('never change the text, whatever their order and overlap', () => {
    const mark = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
        const { container, unmount } = render(<Marked text={text} marks={marks} />);
        expect(container.textContent).toBe(text);
        unmount();
      }),
      { numRuns: 100 },
    );
  });
});
