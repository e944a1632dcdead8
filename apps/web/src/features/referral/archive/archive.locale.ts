import { words } from '../../../platform/i18n';

export const archiveWords = words(
  'archive',
  {
    none: '还没有档案',
    noneText: '转诊结束时自动封存：申请、答复、时间、资料摘要、判定依据和每一步的经手人，两院各持一份，摘要相同。',
  },
  {
    none: 'No archive yet',
    noneText:
      'It is sealed by itself when the referral ends: request, answers, times, hashes of the documents, findings, and who did each step. Both hospitals hold the same.',
  },
);
