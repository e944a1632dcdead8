import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { acknowledgeOverturned, listAdoptions } from '@alliance/contracts/recognition.contract';
import { getReport } from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import type { ReplyOf } from '@alliance/contracts/route';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { getNotification, readNotifications } from '@alliance/contracts/notification.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, patient } from '../../testing/make';
import { earlier, item } from '../../testing/make-recognition';
import { show } from '../../testing/show';

type Adoption = ReplyOf<typeof listAdoptions>['items'][number];
const adoption = (n: number, change: Partial<Adoption> = {}): Adoption => ({
  ...item(n, { decision: 'accepted', decidedAt: '2026-11-22T12:05:00Z', decidedBy: '周文博' }),
  ...{ checkId: idOf(600), patientId: patient().id, patientName: patient().name },
  ...change,
});
const detail = {
  ...patient(),
  ...{ aliases: [], relationVersion: 1, marks: null, birth: null, since: '2026-11-01T00:00:00Z', keptUnder: null, mother: null },
  ...{ newborns: [], referrals: [], merges: [], actions: [] },
} as unknown as PatientDetail;
const report = (change: Partial<ReportView>): ReportView => {
  const { reportId: _, reportNumber, institution, performedAt, ageHours: _age, imagesAvailable, conclusion, ...result } = earlier();
  return {
    ...{ id: idOf(630), version: 1, number: reportNumber, edition: 2, current: true, state: 'corrected', testClass: 'laboratory' },
    ...{ title: '血常规', institution, patientId: patient().id, performedAt, issuedAt: performedAt, filedAt: performedAt, source: 'hl7' },
    ...{ abnormal: 1, critical: 0, patientName: patient().name, department: null, reportedBy: null, reviewedBy: null, conclusion },
    ...{ studyUid: null, imagesAvailable, correctionReason: null, editions: [], hasOriginal: false, actions: [] },
    results: [{ ...result, itemCode: 'X-1', valueNumber: 87, value: 87, flag: 'low' }],
    ...change,
  } as ReportView;
};
const overturned = (change: Partial<Adoption> = {}) =>
  adoption(1, { overturnedAt: '2026-11-22T13:00:00Z', overturnedBy: idOf(630), ...change });
/** Mine that were corrected, and those of the patient. */
const answer = (answers: Answers, mine: Adoption[], ofPatient: Adoption[] = []) =>
  answers.on(
    listAdoptions,
    ({ query }) => ({ items: query?.overturned ? mine : ofPatient, nextCursor: null }) as ReplyOf<typeof listAdoptions>,
  );
const visit = (path: string, more: (answers: Answers) => void, { as = 'doctor' as const, language = 'zh' as 'zh' | 'en' } = {}) =>
  show(path, { as: appointment(as), language, answers: more });

describe('results that were taken over', () => {
  afterEach(cleanup);

  it('are listed for a patient with their six facts, and lead to their check', async () => {
    visit(`/recognition/adoptions?patient=${patient().id}`, (given) => {
      answer(given, [], [adoption(1), adoption(2, { overturnedAt: '2026-11-22T13:00:00Z' })]).on(getPatient, detail);
    });
    const table = within(await screen.findByRole('table', { name: '采纳的结果' }));
    expect(table.getByRole('link', { name: '项目1' }).getAttribute('href')).toBe(`/recognition/checks/${idOf(600)}`);
    for (const fact of [county.name, '2026-11-20 08:10', 'QH-20261120-0031', '周文博', '2026-11-22 20:05'])
      expect(table.getAllByText(fact)).toHaveLength(2);
    expect(table.getAllByText(/采纳后结果有更正或撤销/)).toHaveLength(1);
  });

  it('ask for the patient first, who is found by name; nothing taken over is said', async () => {
    visit('/recognition/adoptions', (given) => {
      answer(given, [])
        .on(getPatient, detail)
        .on(searchPatients, { items: [{ ...patient(), aliases: [] }] } as ReplyOf<typeof searchPatients>);
    });
    expect(await screen.findByText('请先选择患者')).toBeDefined();
    await userEvent.type(screen.getByRole('combobox'), '欧阳');
    await userEvent.click(await screen.findByRole('option', { name: /欧阳建华/ }));
    expect(await screen.findByText('没有采纳记录')).toBeDefined();
    expect(screen.getByRole('link', { name: '为这位患者开单核对' }).getAttribute('href')).toContain(patient().id);
  });

  it('show what a correction changed, old beside new, until I say that I have seen it', async () => {
    const { answers } = visit('/recognition/adoptions', (given) => {
      answer(given, [overturned()])
        .on(getReport, report({}))
        .on(acknowledgeOverturned, { id: idOf(7001), seenAt: '2026-11-22T14:00:00Z' });
    });
    const line = within(await screen.findByRole('listitem', { name: '项目1 欧阳建华' }));
    expect(line.getByText('132 g/L').closest('s')).not.toBeNull();
    expect((await line.findByText('87 g/L')).closest('s')).toBeNull();
    expect(line.getByText('↓ 偏低')).toBeDefined();
    expect(line.getByRole('link', { name: '重新开单核对' }).getAttribute('href')).toContain('test=X-1');
    answer(answers, []);
    fireEvent.click(line.getByRole('button', { name: '我已查看' }));
    await waitFor(() => expect(answers.of(acknowledgeOverturned).map(({ ask }) => ask.params['id'])).toEqual([idOf(7001)]));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: '项目1 欧阳建华' })).toBeNull());
  });

  it('say that a revoked one has nothing in its place, that a test is gone, and that a report cannot be read', async () => {
    const says = async (mine: Adoption, more: (answers: Answers) => void, text: RegExp) => {
      visit('/recognition/adoptions', (given) => more(answer(given, [mine])));
      expect(await screen.findByText(text)).toBeDefined();
      cleanup();
    };
    await says(overturned({ overturnedBy: null }), () => undefined, /已撤销，没有替代结果/);
    await says(overturned(), (given) => void given.on(getReport, report({ state: 'revoked' })), /已撤销，没有替代结果/);
    await says(overturned(), (given) => void given.on(getReport, report({ results: [] })), /更正后的报告不再包含此项目/);
    const same = report({}).results.map((result) => ({ ...result, valueNumber: 132, value: 132 }));
    await says(overturned(), (given) => void given.on(getReport, report({ results: same })), /数值未变/);
    await says(overturned(), (given) => void given.refuse(getReport, 'report.not_found'), /未能读取更正后的报告/);
  });

  it('are announced at the desk and counted at the place in the rail', async () => {
    visit('/', (given) => void answer(given, [overturned(), overturned({ id: idOf(7002) })]));
    expect(await screen.findByText('⚠ 我采纳的结果有更正：2 项')).toBeDefined();
    expect(screen.getAllByRole('link', { name: /互认核对.*2/ }).length).toBeGreaterThan(0);
    expect(screen.getByRole('link', { name: '去查看' }).getAttribute('href')).toBe('/recognition/adoptions');
  });

  it('are opened by the notice of a correction', async () => {
    const notice = { id: idOf(800), kind: 'recognition.overturned', topic: 'recognition', subjectId: idOf(600) };
    const { router } = visit(`/n/${idOf(800)}`, (given) => {
      answer(given, [overturned()])
        .on(getNotification, notice as unknown as ReplyOf<typeof getNotification>)
        .on(readNotifications, { unread: 0 } as unknown as ReplyOf<typeof readNotifications>);
    });
    await waitFor(() => expect(router.state.location.pathname).toBe('/recognition/adoptions'));
    expect(await screen.findByText('我采纳的结果有更正')).toBeDefined();
  });

  it('speak English', async () => {
    visit('/recognition/adoptions', (given) => void answer(given, [overturned()]).on(getReport, report({})), { language: 'en' });
    expect(await screen.findByRole('button', { name: 'I have seen it' })).toBeDefined();
    expect(await screen.findByText('↓ low')).toBeDefined();
  });
});
