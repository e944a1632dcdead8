import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, type ReactNode } from 'react';
import { useLanguage } from '../platform/i18n';
import { antdTheme, useScheme } from './theme';

const algorithms = { light: theme.defaultAlgorithm, dark: theme.darkAlgorithm };

/** antd with our tokens; its words and dayjs' follow the language. Pages that use antd wrap themselves, the others do not pay for it. */
export function AntdProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const scheme = useScheme();
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
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
