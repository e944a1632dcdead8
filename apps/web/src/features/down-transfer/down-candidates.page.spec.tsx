import { listDownCandidates, resumeCandidate, setCandidateAside } from '@alliance/contracts/down-candidate.contract';
import { setAsideDays } from '@alliance/domain/down-transfer/set-aside';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { touchSubject } from '../../platform/query';
import { appointment, county, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';
import { candidate, finding, met, open, row } from './down.story';

describe('the list of who could go down', () => {
  afterEach(cleanup);

  it('says of everybody who, since when, why in one sentence, and where home is with its beds', async () => {
    open([candidate(1)]);
    const one = await row('患者1');
    expect(one.getByText('符合')).toBeDefined();
    expect(one.getByText('已持续符合 2 天')).toBeDefined();
    expect(one.getByText('住院第 5 天')).toBeDefined();
    expect(one.getByText('6401****1234')).toBeDefined();
    expect(one.getByText(/血压平稳/).closest('p')?.textContent).toMatch(/HTN-D01 血压平稳：.*128.*140/);
    expect(one.getByText(/回 青禾县人民医院（二级）/).textContent).toContain('空床 2');
    expect(one.getByRole('link', { name: '提出下转：患者1' }).getAttribute('href')).toBe(`/referrals/${idOf(501)}/offer-down`);
    expect(screen.getByRole('link', { name: /可下转 1/ }).getAttribute('aria-current')).toBe('page');
  });

  it('names what speaks against it, and offers nothing that the server does not', async () => {
    const down = { ...met, verdict: 'not_met' as const, metSince: null, against: [finding('HTN-U01', '血压过高', 'met', 190)] };
    open([candidate(1, { down, home: null, actions: ['recordFacts'] })], undefined, '/down-candidates?list=all');
    const one = await row('患者1');
    expect(one.getByText(/不宜下转/).textContent).toMatch(/HTN-U01 血压过高：.*190/);
    expect(one.getByText(/转出方不是下级机构/)).toBeDefined();
    expect(one.queryByRole('link', { name: /提出下转/ })).toBeNull();
    expect(one.queryByRole('button', { name: /暂缓/ })).toBeNull();
  });

  it.each([
    [{ state: 'offered' as const }, /已提出，等 青禾县人民医院 医师答复/],
    [
      { state: 'returned' as const, declined: { by: 'doctor' as const, reason: 'full_load' as const } },
      /青禾县人民医院 医师未接：已满负荷/,
    ],
    [
      { state: 'returned' as const, declined: { by: 'institution' as const, reason: 'drug_shortage' as const } },
      /青禾县人民医院 未接：药品不足/,
    ],
    [{ state: 'accepted' as const, arriveBy: inMinutes(60) }, /青禾县人民医院 已接收，.* 前到/],
  ])('shows how the offer stands: %#', async (change, said) => {
    const offer = { id: idOf(900), number: 'R', receiver: county.name, arriveBy: null, declined: null, ...change };
    open([candidate(1, { offer })]);
    expect((await row('患者1')).getByText(said).getAttribute('href')).toBe(`/referrals/${idOf(900)}`);
  });

  it('says what to do when nobody is in it', async () => {
    open([]);
    expect(await screen.findByText('现在没有可下转的患者')).toBeDefined();
    expect(screen.getByRole('link', { name: '看“接近”' }).getAttribute('href')).toContain('list=near');
  });

  it('shows an error with a way on, and a stranger that this is not theirs', async () => {
    open([], (answers) => void answers.silence(listDownCandidates));
    expect(await screen.findByRole('button', { name: /重试|再试|再来/ }, { timeout: 6_000 })).toBeDefined();
    cleanup();
    show('/down-candidates', { as: appointment('auditor') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });

  it('follows a signal without being loaded again', async () => {
    let items = [candidate(1)];
    open([], (answers) => void answers.on(listDownCandidates, () => ({ items, nextCursor: null })));
    await row('患者1');
    items = [candidate(1), candidate(2)];
    touchSubject({ topic: 'down', id: idOf(502), version: 2 });
    await row('患者2');
  });

  it('is worked with the keyboard', async () => {
    open([candidate(1), candidate(2)]);
    await row('患者1');
    await userEvent.keyboard('jj');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('患者2');
    await userEvent.keyboard('k{Enter}');
    expect(await screen.findByRole('dialog', { name: '记录病情 · 患者1' })).toBeDefined();
  });

  it('speaks English', async () => {
    open([candidate(1)], undefined, '/down-candidates', 'en');
    const one = await row('患者1');
    expect(one.getByText('Met for 2 days')).toBeDefined();
    expect(one.getByText(/2 free beds/)).toBeDefined();
  });
});

describe('setting aside', () => {
  afterEach(cleanup);

  it('asks for a reason and a day, and sends both with the version', async () => {
    const { answers } = open([candidate(1)], (given) => void given.on(setCandidateAside, candidate(1)));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '暂缓：患者1' }));
    const dialog = within(await screen.findByRole('dialog', { name: '暂缓下转 · 患者1' }));
    await userEvent.click(dialog.getByRole('radio', { name: '家属意愿' }));
    await userEvent.type(dialog.getByRole('textbox', { name: /备注/ }), '等女儿回来');
    await userEvent.click(dialog.getByRole('button', { name: '暂缓' }));
    await waitFor(() => expect(answers.bodies(setCandidateAside)).toHaveLength(1));
    expect(answers.bodies(setCandidateAside)[0]).toMatchObject({
      version: 3,
      reason: 'family_wishes',
      note: '等女儿回来',
      until: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('refuses a day beyond the fortnight in words, before the server does', async () => {
    const { answers } = open([candidate(1)]);
    await userEvent.click((await row('患者1')).getByRole('button', { name: '暂缓：患者1' }));
    const dialog = within(await screen.findByRole('dialog'));
    const day = dialog.getByRole('textbox', { name: /到哪天为止/ });
    await userEvent.clear(day);
    await userEvent.type(day, '2027-12-31');
    await userEvent.click(dialog.getByRole('button', { name: '暂缓' }));
    expect(await dialog.findByText(`请选今天到 ${setAsideDays} 天内的一天`)).toBeDefined();
    expect(answers.bodies(setCandidateAside)).toEqual([]);
  });

  it('shows why somebody stays, and takes it back with one press', async () => {
    const setAside = { reason: 'social' as const, until: '2026-12-01', note: '独居', by: '韩医师', at: inMinutes(-60) };
    const { answers } = open(
      [candidate(1, { setAside, actions: ['recordFacts', 'resume'] })],
      (given) => void given.on(resumeCandidate, candidate(1)),
    );
    const one = await row('患者1');
    expect(one.getByText(/暂缓到 2026-12-01：社会原因 · 韩医师 · 独居/)).toBeDefined();
    await userEvent.click(one.getByRole('button', { name: '恢复候选：患者1' }));
    await waitFor(() => expect(answers.bodies(resumeCandidate)).toEqual([{ version: 3 }]));
  });
});
