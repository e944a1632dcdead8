import { words } from './i18n';

export const alarmWords = words(
  'alarm',
  {
    title: { referral: '立即转诊', consultation: '立即会诊', both: '立即转诊与会诊' },
    waiting: {
      referral_other: '有 {{count}} 个新的立即转诊，请马上查看。',
      consultation_other: '有 {{count}} 个新的立即会诊，请马上查看。',
      both_other: '有 {{count}} 个新的立即转诊和会诊，请马上查看。',
    },
    locked: {
      referral: '有新的立即转诊，请解锁查看',
      consultation: '有新的立即会诊，请解锁查看',
      both: '有新的立即转诊和会诊，请解锁查看',
    },
    known: '知道了',
    look: '去看',
    blocked: '浏览器拦住了铃声，请按这里打开声音',
    silent: '本机在值班，但浏览器还没有允许铃声；来了立即转诊或会诊只会显示、不会响。',
    open: '打开声音',
    stillSilent: '声音仍然打不开。请检查音量和浏览器的声音权限，或换一台电脑接班。',
    tab: { referral: '▲ 立即转诊', consultation: '▲ 立即会诊', both: '▲ 立即转诊与会诊' },
  },
  {
    title: { referral: 'Immediate referral', consultation: 'Immediate consultation', both: 'Immediate referrals and consultations' },
    waiting: {
      referral_one: 'A new immediate referral is waiting. Look at it now.',
      referral_other: '{{count}} new immediate referrals are waiting. Look at them now.',
      consultation_one: 'A hospital asks for a consultation at once. Look at it now.',
      consultation_other: '{{count}} consultations are asked for at once. Look at them now.',
      both_one: 'A new immediate case is waiting. Look at it now.',
      both_other: '{{count}} new immediate referrals and consultations are waiting. Look at them now.',
    },
    locked: {
      referral: 'A new immediate referral is waiting. Unlock to see it',
      consultation: 'A consultation is asked for at once. Unlock to see it',
      both: 'New immediate cases are waiting. Unlock to see them',
    },
    known: 'Understood',
    look: 'Open it',
    blocked: 'The browser holds the sound back; press here to let it sound',
    silent: 'This desk is on call, but the browser has not allowed sound yet: an immediate case would show and not ring.',
    open: 'Turn the sound on',
    stillSilent: 'The sound still cannot be turned on. Check the volume and the browser’s permission, or take over at another desk.',
    tab: { referral: '▲ Immediate referral', consultation: '▲ Immediate consultation', both: '▲ Immediate cases' },
  },
);
