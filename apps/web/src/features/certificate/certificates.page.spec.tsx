import {
  confirmCertificate,
  enterCertificate,
  getCertificate,
  listCertificates,
  listFlags,
  type CertificateView,
} from '@alliance/contracts/quality-certificate.contract';
import { listAlliances } from '@alliance/contracts/alliance.contract';
import { searchTests } from '@alliance/contracts/test-catalogue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);

const paper: CertificateView = {
  ...{ id: idOf(90), version: 3, institution: { id: idOf(1), name: '青禾县人民医院' }, level: 'national', assessor: '国家级室间质评机构' },
  ...{ province: null, city: null, alliance: null, label: '全国HR', round: '2026年第二轮', number: null, validFrom: '2026-01-01' },
  ...{ validUntil: '2026-11-22', state: 'submitted', passed: 1, failed: 1, daysLeft: 0, hasScan: true },
  items: [
    { itemCode: '718-7', name: { zh: '血红蛋白' }, outcome: 'passed', score: 100 },
    { itemCode: '777-3', name: { zh: '血小板计数' }, outcome: 'failed', score: 40 },
  ],
  ...{ enteredBy: '甲', enteredAt: inMinutes(-60), checkedBy: null, checkedAt: null, refusedReason: null, revokedReason: null },
  ...{ scan: { id: idOf(91), name: '证书.pdf', bytes: 1000, quarantined: false }, actions: ['confirm', 'refuse'] },
};
const open = (of: CertificateView = paper, items: CertificateView[] = [of], as = appointment('quality_manager')) =>
  show('/certificates', {
    as,
    answers: (answers) => {
      answers.on(listCertificates, { items, nextCursor: null });
      answers.on(getCertificate, of);
      answers.on(listFlags, { items: [] });
      answers.on(listAlliances, { items: [], nextCursor: null } as never);
      answers.on(searchTests, {
        items: [
          {
            ...{ code: 'X-CBC', name: { zh: '血常规' }, testClass: 'laboratory', group: null, specimen: null, modality: null },
            items: paper.items.map(({ itemCode: code, name }) => ({ code, name })),
          },
        ],
      });
      answers.on(confirmCertificate, { ...of, state: 'in_force', version: 4, actions: ['revoke'] });
      answers.on(enterCertificate, { ...of, state: 'draft', version: 1 });
    },
  });
const panel = () => within(screen.getByRole('dialog'));

describe('a paper', () => {
  it('that ends today says so, and passes and failures are told by words and signs', async () => {
    open({ ...paper, state: 'in_force', actions: ['revoke'] });
    expect(await screen.findByText(/今天是最后一天/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /2026年第二轮/ }));
    expect(await panel().findByText(/血小板计数/)).toBeTruthy();
    expect(panel().getByText(/不合格 40/).textContent).toContain('✕');
  });

  it('is put in force after a second look only', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('button', { name: /2026年第二轮/ }));
    await userEvent.click(await panel().findByRole('button', { name: '核对无误，生效' }));
    expect(answers.of(confirmCertificate)).toEqual([]);
    expect(panel().getByRole('alert').textContent).toContain('对照扫描件');
    await userEvent.click(panel().getByRole('button', { name: '核对无误，生效' }));
    await waitFor(() => expect(answers.bodies(confirmCertificate)).toEqual([{ version: 3 }]));
  });

  it('is entered with the items of a panel, of which none is named twice', async () => {
    const { answers } = open(paper, []);
    await userEvent.click((await screen.findAllByRole('button', { name: '登记证书' }))[0] as HTMLElement);
    await userEvent.type(panel().getByLabelText(/评价机构/), '国家卫生健康委临床检验中心');
    await userEvent.type(panel().getByLabelText(/轮次/), '第三轮');
    await userEvent.type(panel().getByLabelText(/有效期自/), '2026-01-01');
    await userEvent.type(panel().getByLabelText(/有效期至/), '2026-12-31');
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    expect(answers.of(enterCertificate)).toEqual([]);
    for (let n = 0; n < 2; n++) {
      await userEvent.type(panel().getByRole('combobox', { name: /添加项目/ }), 'xcg');
      await panel().findByRole('option', { name: /血常规/ });
      await userEvent.keyboard('{Enter}');
    }
    await userEvent.selectOptions(panel().getByRole('combobox', { name: '血小板计数 项目' }), 'failed');
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(answers.bodies(enterCertificate)).toMatchObject([
        {
          items: [
            { itemCode: '718-7', outcome: 'passed', score: null },
            { itemCode: '777-3', outcome: 'failed', score: null },
          ],
          level: 'national',
          province: null,
        },
      ]),
    );
  });

  it('shows who may only read nothing to press', async () => {
    open({ ...paper, actions: [] }, [paper], appointment('doctor'));
    await userEvent.click(await screen.findByRole('button', { name: /2026年第二轮/ }));
    expect(await panel().findByText('请由登记人以外的人对照扫描件核对。')).toBeTruthy();
    expect(panel().queryByRole('button', { name: '核对无误，生效' })).toBeNull();
    expect(screen.queryByRole('button', { name: '登记证书' })).toBeNull();
  });
});
