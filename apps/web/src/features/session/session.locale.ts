import { words } from '../../platform/i18n';

export const sessionWords = words(
  'session',
  {
    title: '登录',
    username: '用户名',
    password: '密码',
    show: '显示密码',
    hide: '隐藏密码',
    signIn: '登录',
    signingIn: '正在登录…',
    fill: '请填写用户名和密码。',
    purpose: '双向转诊 · 配对帮扶 · 上下协同',
    language: 'English',
  },
  {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    show: 'Show password',
    hide: 'Hide password',
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    fill: 'Enter your user name and password.',
    purpose: 'Two-way referral and paired support across hospitals',
    language: '中文',
  },
);
