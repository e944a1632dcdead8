import { words } from '../../platform/i18n';

export const documentWords = words(
  'documents',
  {
    title: '资料',
    none: '还没有资料。',
    open: '查看 {{name}}',
    save: '下载 {{name}}',
    quarantined: '已隔离',
    quarantinedWhy: '不能打开：{{reason}}。请联系{{institution}}重新提供。',
    remove: '移除',
    removeName: '移除 {{name}}',
    removeSure: '移除后文件即删除',
    removeYes: '确认移除',
    removeNo: '保留',
    removed: '已移除 {{name}}',
  },
  {
    title: 'Documents',
    none: 'No documents yet.',
    open: 'Look at {{name}}',
    save: 'Download {{name}}',
    quarantined: 'In quarantine',
    quarantinedWhy: 'Cannot be opened: {{reason}}. Ask {{institution}} for a new one.',
    remove: 'Remove',
    removeName: 'Remove {{name}}',
    removeSure: 'The file is deleted',
    removeYes: 'Remove it',
    removeNo: 'Keep it',
    removed: '{{name}} removed',
  },
);
