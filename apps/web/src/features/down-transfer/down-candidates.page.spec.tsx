import {
  countDownCandidates,
  getCareFacts,
  listDownCandidates,
  recordCareFacts,
  resumeCandidate,
  setCandidateAside,
  type CareFacts,
  type DownCandidate,
} from '@alliance/contracts/down-candidate.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { getCriteriaInForce, listFacts } from '@alliance/contracts/judgement.contract';
import { setAsideDays } from '@alliance/domain/down-transfer/set-aside';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { touchSubject } from '../../platform/query';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';

const sbp = {
  key: 'sbp',
  name: { zh: '收缩压', en: 'Systolic pressure' },
  kind: 'quantity' as const,
  group: 'vital_signs' as const,
  unit: 'mm[Hg]',
  low: 30,
  high: 300,
};
const headache = {
  key: 'severe_headache',
  name: { zh: '剧烈头痛', en: 'Severe headache' },
  kind: 'boolean' as const,
  group: 'symptoms' as const,
};
const judged = (code: string, label: string) => ({
  code,
  label: { zh: label },
  target: { zh: '县级医院' },
  grades: ['G' as const],
  source: '',
  protocolId: idOf(70),
  protocolVersionId: idOf(71),
  number: 1,
  overridden: false,
});
const finding = (
  code: string,
  label: string,
  verdict: 'met' | 'unknown',
  value: number | null,
): DownCandidate['down']['findings'][number] => ({
  criterion: judged(code, label),
  verdict,
  urgency: 'routine',
  reasons: [
    {
      part: 'rule',
      path: '',
      fact: 'sbp',
      op: code.includes('U') ? '>=' : '<',
      threshold: code.includes('U') ? 180 : 140,
      unit: 'mm[Hg]',
      value,
      derived: false,
      outcome: verdict,
    },
  ],
  missing: [],
  settling: [],
  otherLevel: false,
});
const met = {
  verdict: 'met' as const,
  metSince: inMinutes(-60 * 24 * 2),
  judgedAt: inMinutes(-5),
  findings: [finding('HTN-D01', '血压平稳', 'met', 128)],
  against: [],
  missing: [],
};
const near = {
  verdict: 'unknown' as const,
  metSince: null,
  judgedAt: inMinutes(-5),
  findings: [finding('HTN-D01', '血压平稳', 'unknown', null)],
  against: [],
  missing: ['sbp', 'severe_headache'],
};

const candidate = (n: number, change: Partial<DownCandidate> = {}): DownCandidate => ({
  referralId: idOf(500 + n),
  number: `R7K2-M9QX-${n}`,
  version: 3,
  patient: { name: `患者${n}`, sex: 'female', birthDate: '1960-05-01', identifierMasked: '6401**********1234' },
  diagnosis: '高血压 3 级',
  department: cardiology,
  since: inMinutes(-60 * 24 * 4),
  daysInCare: 4,
  factsAt: inMinutes(-30),
  down: met,
  home: { institution: county, level: 'secondary', beds: { free: 2, confirmedAt: null } },
  offer: null,
  setAside: null,
  actions: ['recordFacts', 'offerDown', 'setAside'],
  ...change,
});
const care = (change: Partial<CareFacts> = {}): CareFacts => ({
  referralId: idOf(501),
  version: 3,
  inCare: true,
  allianceId: idOf(60),
  patient: { sex: 'female', birthDate: '1960-05-01' },
  sent: { sbp: 190 },
  sentAt: inMinutes(-60 * 24 * 5),
  since: inMinutes(-60 * 24 * 4),
  recorded: {},
  changes: [],
  down: near,
  ...change,
});
const criterion = (code: string, rule: object, more: object = {}) => ({
  ...{
    code,
    label: { zh: code },
    target: { zh: '' },
    grades: ['G' as const],
    source: '',
    levels: [],
    population: { all: [] },
    overridden: false,
  },
  ...{ direction: 'down' as const, urgency: 'routine' as const },
  rule: rule as never,
  ...more,
});
const inForce = {
  allianceId: idOf(60),
  at: inMinutes(0),
  level: 'tertiary' as const,
  protocols: [
    {
      ...{ protocolId: idOf(70), versionId: idOf(71), number: 1, title: { zh: '高血压' }, common: false, effectiveFrom: '2026-01-01' },
      facts: [sbp, headache],
      criteria: [
        criterion('HTN-D01', { fact: 'sbp', op: '<', value: 140 }, { label: { zh: '血压平稳' } }),
        criterion(
          'HTN-U02',
          { fact: 'severe_headache', op: 'is', value: true },
          { direction: 'up', urgency: 'immediate', label: { zh: '剧烈头痛' } },
        ),
      ],
    },
  ],
  responseMinutes: { immediate: 10, '2h': 60, '24h': 120, '7d': 1440, routine: 1440 },
};

function open(
  items: DownCandidate[],
  more?: (answers: Answers) => void,
  path = '/down-candidates',
  language: 'zh' | 'en' = 'zh',
  role: 'doctor' | 'expert' = 'doctor',
) {
  return show(path, {
    as: appointment(role),
    language,
    answers: (answers) => {
      answers.on(listDownCandidates, { items, nextCursor: null });
      answers.on(countDownCandidates, { met: items.length, near: 4, set_aside: 1, all: 12 });
      answers.on(listFacts, { items: [sbp, headache] });
      answers.on(getCriteriaInForce, inForce);
      answers.on(getCareFacts, care());
      answers.refuse(getInstitution, 'access.not_found');
      more?.(answers);
    },
  });
}
const row = async (name: string) => within(await screen.findByRole('listitem', { name }));

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
    expect(await screen.findByText(/无权|没有权限/)).toBeDefined();
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

describe('recording how a patient is', () => {
  afterEach(cleanup);

  it('opens at the missing fact, says that the value from before admission does not count, judges while one types, and saves', async () => {
    const { answers } = open([candidate(1, { down: near })], (given) => void given.on(recordCareFacts, care({ down: met })));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '收缩压' }));
    const dialog = within(await screen.findByRole('dialog', { name: '记录病情 · 患者1' }));
    const field = await dialog.findByRole('textbox', { name: '收缩压' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(dialog.getByText(/190/).closest('p')?.textContent).toMatch(/入院前所测，不计入/);
    const live = within(dialog.getByRole('status', { name: '按已填数值即时判定' }));
    expect(live.getByText('待补充')).toBeDefined();
    await userEvent.type(field, '128');
    expect(live.queryByRole('button', { name: '收缩压' })).toBeNull();
    await userEvent.click(dialog.getByRole('radio', { name: '否' }));
    expect(live.getByText('符合')).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '保存并判定' }));
    await waitFor(() =>
      expect(answers.bodies(recordCareFacts)).toEqual([
        { version: 3, facts: { sbp: { value: 128, origin: 'typed' }, severe_headache: { value: false, origin: 'typed' } }, takeBack: [] },
      ]),
    );
    expect(await screen.findByText('已记录。符合下转标准')).toBeDefined();
  });

  it('repeats a value with one press, takes a slip back, and shows who recorded what', async () => {
    const recorded = { sbp: [{ value: 228, at: inMinutes(-60) }], severe_headache: [{ value: false, at: inMinutes(-60) }] };
    const changes = [{ at: inMinutes(-60), by: '韩医师', facts: { sbp: 228 }, takenBack: [] }];
    const { answers } = open([candidate(1)], (given) => {
      given.on(getCareFacts, care({ recorded, changes }));
      given.on(recordCareFacts, care());
    });
    await userEvent.click((await row('患者1')).getByRole('button', { name: '记录病情：患者1' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/韩医师：收缩压 228/)).toBeDefined();
    await userEvent.click(dialog.getAllByRole('button', { name: '撤回此值' })[0] as HTMLElement);
    expect(dialog.getByText(/保存时撤回上一个值/)).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '仍是此值' }));
    await userEvent.click(dialog.getByRole('button', { name: '保存并判定' }));
    await waitFor(() =>
      expect(answers.bodies(recordCareFacts)).toEqual([
        { version: 3, facts: { severe_headache: { value: false, origin: 'typed' } }, takeBack: ['sbp'] },
      ]),
    );
  });

  it('keeps what was typed when somebody else was first', async () => {
    open([candidate(1)], (given) => void given.refuse(recordCareFacts, 'record.stale'));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '记录病情：患者1' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(await dialog.findByRole('textbox', { name: '收缩压' }), '128');
    await userEvent.click(dialog.getByRole('button', { name: '保存并判定' }));
    expect(await dialog.findByText(/期间有人记录了新的数值/)).toBeDefined();
    expect(dialog.getByRole<HTMLInputElement>('textbox', { name: '收缩压' }).value).toBe('128');
  });

  it.each([
    ['the patient has left', { inCare: false }, /已不在本院住院/],
    ['nothing is in force', { allianceId: null }, /没有生效的规范可判定/],
  ])('says so where %s', async (_, change, said) => {
    open([candidate(1)], (given) => void given.on(getCareFacts, care(change)));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '记录病情：患者1' }));
    expect(await within(await screen.findByRole('dialog')).findByText(said)).toBeDefined();
  });
});
