import { words } from '../platform/i18n';

export const passwordWords = words(
  'password',
  {
    show: '显示密码',
    hide: '隐藏密码',
    capsLock: '大写锁定已打开',
    rules: '密码要求',
    length: '至少 {{minimum}} 个字符',
    noName: '不含用户名',
    common: '不是常见密码（保存时检查）',
    met: '已满足',
    unmet: '未满足',
    fill: '请填写密码。',
  },
  {
    show: 'Show password',
    hide: 'Hide password',
    capsLock: 'Caps Lock is on',
    rules: 'What the password needs',
    length: 'At least {{minimum}} characters',
    noName: 'No user name in it',
    common: 'Not a common password (checked when saved)',
    met: 'met',
    unmet: 'not met',
    fill: 'Enter a password.',
  },
);
