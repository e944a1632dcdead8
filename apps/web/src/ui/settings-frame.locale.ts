import { words } from '../platform/i18n';

export const settingsWords = words(
  'settings',
  {
    title: '设置',
    sections: '设置的各部分',
    section: {
      departments: '科室',
      capabilities: '服务能力',
      lines: '联系电话',
      signIn: '登录要求',
      signOn: '单点登录',
      machines: '系统接口',
      webhooks: '群机器人',
    },
  },
  {
    title: 'Settings',
    sections: 'Parts of the settings',
    section: {
      departments: 'Departments',
      capabilities: 'Capabilities',
      lines: 'Contact lines',
      signIn: 'Sign-in',
      signOn: 'Single sign-on',
      machines: 'Machine clients',
      webhooks: 'Chat robots',
    },
  },
);
