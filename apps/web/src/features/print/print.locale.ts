import { words } from '../../platform/i18n';

/** Of the screen around the papers. */
export const printWords = words(
  'print',
  {
    title: { form: '打印双向转诊单', hand_over: '打印患者交接单', outside: '打印平台外转诊单', batch: '打印全部转诊单' },
    print: '打印',
    back: '返回转诊单',
    backToBatch: '返回批量转诊',
    preparing: '正在准备打印…',
    recorded: '已记录：{{at}} 由 {{by}} 打印。',
    reading: '正在载入 {{done}} / {{total}} 份',
    notYet: { title: '现在不能打印', text: '转诊单发出后才能打印；作废的转诊单不能打印；平台外转诊单只用于平台外接收机构。' },
    noneSent: { title: '没有可打印的转诊单', text: '这一批还没有发出任何转诊单。' },
    paper: '纸张预览',
  },
  {
    title: {
      form: 'Print the referral form',
      hand_over: 'Print the hand-over sheet',
      outside: 'Print the sheet for a hospital off the platform',
      batch: 'Print all referral forms',
    },
    print: 'Print',
    back: 'Back to the referral',
    backToBatch: 'Back to the batch transfer',
    preparing: 'Getting ready to print…',
    recorded: 'Recorded: printed {{at}} by {{by}}.',
    reading: 'Loading {{done}} of {{total}}',
    notYet: {
      title: 'This cannot be printed now',
      text: 'A referral is printed once it was sent, not when it was voided; the sheet for a hospital off the platform only where one receives the patient.',
    },
    noneSent: { title: 'Nothing to print', text: 'No referral of this group was sent yet.' },
    paper: 'Preview of the paper',
  },
);
