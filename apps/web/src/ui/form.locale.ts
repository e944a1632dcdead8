import { words } from '../platform/i18n';

export const formWords = words(
  'ui-form',
  {
    save: '保存',
    sending: '正在提交…',
    cancel: '取消',
    check: '请检查这一项',
    conflict: {
      title: '你填写时，别人刚刚改动了这条记录',
      change: '{{label}}：原为“{{was}}”，现为“{{now}}”',
      elsewhere: '改动的是别的内容，与你填写的不冲突。看过后请再按一次保存。',
      keep: '你填写的都还在；再按一次保存，就以你的为准。',
      take: '放弃我的，采用最新内容',
      empty: '空',
    },
    copy: '复制',
    copied: '已复制',
    copyFailed: '浏览器不允许自动复制，请按 Ctrl+C',
  },
  {
    save: 'Save',
    sending: 'Sending…',
    cancel: 'Cancel',
    check: 'Please check this',
    conflict: {
      title: 'Somebody changed this record while you were writing',
      change: '{{label}}: was “{{was}}”, is now “{{now}}”',
      elsewhere: 'Other parts of it were changed, nothing of what you wrote. Look, then save again.',
      keep: 'What you wrote is still here; saving again makes yours the valid one.',
      take: 'Drop mine, take the latest',
      empty: 'empty',
    },
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser does not allow copying; press Ctrl+C',
  },
);
