import { words } from '../../platform/i18n';

export const followUpPageWords = words(
  'follow-up-page',
  {
    title: '随访',
    lead: '下转回家的患者：48 小时内首访，第 7 天随访。送回患者的医院能看到记录。',
    filters: '筛选随访',
    filter: { open: '待随访', due: '24 小时内到期', overdue: '已超时', done: '已结束' },
    mine: '只看我经办的',
    column: { patient: '患者', due: '时限', from: '送回医院', owner: '经办', call: '电话', action: '操作' },
    empty: '没有待随访的患者',
    emptyText: '患者下转到院后，这里会出现 48 小时首访和 7 天随访。',
    emptyFiltered: '没有符合筛选的随访',
    urgentTitle: '随访已保存：情况变差',
    close: '知道了',
  },
  {
    title: 'Follow-up',
    lead: 'Patients who came home: a first contact within 48 hours, a report on day 7. The hospital that sent them home reads the records.',
    filters: 'Filter follow-ups',
    filter: { open: 'To do', due: 'Due within 24 h', overdue: 'Overdue', done: 'Ended' },
    mine: 'With me only',
    column: { patient: 'Patient', due: 'Due', from: 'Sent home by', owner: 'With', call: 'Telephone', action: 'Action' },
    empty: 'Nobody is waiting for a follow-up',
    emptyText: 'When a patient arrives home, the 48-hour contact and the day-7 report will stand here.',
    emptyFiltered: 'No follow-up fits these filters',
    urgentTitle: 'Saved: the patient is worse',
    close: 'Close',
  },
);
