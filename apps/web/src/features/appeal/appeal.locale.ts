import { words } from '../../platform/i18n';

export const appealWords = words(
  'appeal',
  {
    title: '退回复核',
    lead: '其他医院请贵院独立复核的退回。复核意见发给双方，不改变患者的去向，患者也不等待。',
    list: '待复核与已复核的退回',
    empty: '没有需要贵院复核的退回',
    emptyText: '有医院申请贵院复核时，会出现在这里并有通知。',
    number: '转诊单号',
    sender: '转出方（申请复核）',
    receiver: '退回方',
    at: '申请时间',
    due: '请于此前答复',
    state: '结果',
    states: { pending: '待复核', upheld: '维持退回', overturned: '认定退回不当' },
  },
  {
    title: 'Reviews of returns',
    lead: 'Returns that other hospitals ask you to review independently. Both read your opinion; the patient neither moves nor waits for it.',
    list: 'Returns to review and reviewed',
    empty: 'No return to review',
    emptyText: 'When a hospital asks yours for a review, it stands here and you are told.',
    number: 'Referral',
    sender: 'Sender (asks)',
    receiver: 'Returned by',
    at: 'Asked',
    due: 'Answer by',
    state: 'Verdict',
    states: { pending: 'to be reviewed', upheld: 'the return was right', overturned: 'the return was wrong' },
  },
);
