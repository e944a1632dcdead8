import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useLanguage } from '../platform/i18n';
import { antdTheme, useScheme } from './theme';

const algorithms = { light: theme.defaultAlgorithm, dark: theme.darkAlgorithm };

/** antd with our tokens and the language of the page. What uses antd wraps itself and is fetched when it is wanted; the rest does not pay for it. */
export function AntdProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const scheme = useScheme();
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={antdTheme(scheme, algorithms)}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
}
