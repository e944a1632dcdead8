import { listAuditEvents, type AuditEvent } from '@alliance/contracts/audit.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const entry = (n: number, person: string, action: string, change: Partial<AuditEvent> = {}): AuditEvent => ({
  ...{ id: idOf(n), at: '2026-11-20T01:00:00Z', person, role: 'member_administrator', action, objectKind: 'person' },
  ...{ objectIds: [idOf(n + 50)], objectLabels: [], outcome: 'allowed', requestId: null },
  ...change,
});
const entries = [
  entry(1, '周文博', 'person.deactivated', { objectLabels: ['马志远'] }),
  entry(2, '林晓燕', 'access.denied', { outcome: 'denied', objectKind: 'machine_client' }),
  entry(3, '林晓燕', 'person.never_heard_of'),
];
const open = (path: string) =>
  show(path, { as: appointment('auditor'), answers: (answers) => void answers.on(listAuditEvents, { items: entries, nextCursor: null }) });

describe('the audit', () => {
  afterEach(cleanup);

  it('says what was done in words, and shows a code it does not know as it is', async () => {
    open('/audit');
    expect((await screen.findAllByText('停用人员')).length).toBeGreaterThan(0);
    expect(screen.getByText('系统接口 1 项')).toBeDefined();
    expect(screen.getByText('人员 马志远')).toBeDefined();
    expect(screen.getAllByText('person.never_heard_of').length).toBeGreaterThan(0);
  });

  it('is narrowed by the server: by name, by kind of action, to what was denied; the address keeps it', async () => {
    const { answers, router } = open('/audit');
    await userEvent.type(await screen.findByRole('searchbox', { name: '人员姓名' }), '林');
    await waitFor(() => expect(router.state.location.search).toEqual({ person: '林' }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '操作' }), '人员');
    await userEvent.click(screen.getByRole('button', { name: '只看被拒绝的' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ person: '林', action: 'person', denied: true }));
    await waitFor(() =>
      expect(answers.of(listAuditEvents).at(-1)?.ask.query).toEqual({ limit: '100', person: '林', action: 'person', outcome: 'denied' }),
    );
  });

  it('of one object is asked of the server', async () => {
    const { answers } = open('/audit');
    await userEvent.click(await screen.findByRole('link', { name: '只看这个对象：人员 马志远' }));
    await waitFor(() => expect(answers.of(listAuditEvents).at(-1)?.ask.query).toEqual({ limit: '100', objectId: idOf(51) }));
  });
});
