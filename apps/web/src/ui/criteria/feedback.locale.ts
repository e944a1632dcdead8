import { words } from '../../platform/i18n';

/** Telling the author of a protocol that something does not fit. */
export const feedbackWords = words(
  'protocolFeedback',
  {
    open: '不适合？告诉作者',
    title: '告诉作者：这份规范不适合',
    titleOf: '告诉作者：{{criterion}} 不适合',
    noPatient: '请不要写患者的姓名或号码。作者能看到你的姓名和医院。',
    reason: '哪里不合适',
    pick: '请选择',
    reasons: {
      does_not_fit: '不适合我的患者',
      threshold_wrong: '阈值不合适',
      population_wrong: '适用人群不对',
      fact_not_available: '所需指标本院做不了',
      card_overridden: '在其他系统里未采纳提示',
      other: '其他',
    },
    text: '说明（可不填）',
    send: '发给作者',
    cancel: '取消',
    sent: '已发给作者，谢谢',
  },
  {
    open: 'Does not fit? Tell the author',
    title: 'Tell the author that this protocol does not fit',
    titleOf: 'Tell the author that {{criterion}} does not fit',
    noPatient: 'Please name no patient. The author sees your name and hospital.',
    reason: 'What does not fit',
    pick: 'Choose',
    reasons: {
      does_not_fit: 'Not for my patient',
      threshold_wrong: 'The threshold',
      population_wrong: 'For whom it is written',
      fact_not_available: 'What it asks for cannot be measured here',
      card_overridden: 'The card was overridden in another system',
      other: 'Something else',
    },
    text: 'In your words (optional)',
    send: 'Send to the author',
    cancel: 'Cancel',
    sent: 'The author has it, thank you',
  },
);
