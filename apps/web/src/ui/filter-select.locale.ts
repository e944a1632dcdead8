import { words } from '../platform/i18n';

export const filterWords = words(
  'filter',
  { any: '{{label}}：全部', counted_other: '{{label}}（{{count}}）' },
  { any: '{{label}}: all', counted_one: '{{label}} ({{count}})', counted_other: '{{label}} ({{count}})' },
);
