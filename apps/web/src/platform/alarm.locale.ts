import { words } from './i18n';

export const alarmWords = words(
  'alarm',
  {
    title: '立即转诊',
    waiting_other: '有 {{count}} 个新的立即转诊，请马上查看。',
    locked: '有新的立即转诊，请解锁查看',
    known: '知道了',
    look: '去看',
    blocked: '浏览器拦住了铃声，请按这里打开声音',
    silent: '本机在值班，但浏览器还没有允许铃声；来了立即转诊只会显示、不会响。',
    open: '打开声音',
    stillSilent: '声音仍然打不开。请检查音量和浏览器的声音权限，或换一台电脑接班。',
    tab: '▲ 立即转诊',
  },
  {
    title: 'Immediate referral',
    waiting_one: 'A new immediate referral is waiting. Look at it now.',
    waiting_other: '{{count}} new immediate referrals are waiting. Look at them now.',
    locked: 'A new immediate referral is waiting. Unlock to see it',
    known: 'Understood',
    look: 'Open it',
    blocked: 'The browser holds the sound back; press here to let it sound',
    silent: 'This desk is on call, but the browser has not allowed sound yet: an immediate referral would show and not ring.',
    open: 'Turn the sound on',
    stillSilent: 'The sound still cannot be turned on. Check the volume and the browser’s permission, or take over at another desk.',
    tab: '▲ Immediate referral',
  },
);
