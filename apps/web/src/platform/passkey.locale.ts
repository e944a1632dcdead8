import { useCallback } from 'react';
import { useWords, words } from './i18n';
import { PasskeyFailed } from './passkey';
import { useErrorWords } from './refusal';

export const passkeyWords = words(
  'passkey',
  {
    cancelled: '没有完成：设备上取消了，或等待时间已过。请重试，或改用密码。',
    known: '这台设备已经添加过，无需再加。',
    unusable: '这台设备或浏览器现在不能使用通行密钥。请改用密码或验证器。',
  },
  {
    cancelled: 'Not completed: it was cancelled on the device, or took too long. Try again, or use your password.',
    known: 'This device has been added already.',
    unusable: 'Passkeys cannot be used on this device or browser now. Use your password or an authenticator app.',
  },
);

/** Words for what went wrong with a passkey, on the device or at the server; empty where nothing needs to be said. */
export function usePasskeyErrorWords(): (error: unknown) => string {
  const t = useWords(passkeyWords);
  const say = useErrorWords();
  return useCallback(
    (error) => {
      if (!(error instanceof PasskeyFailed)) return say(error);
      return error.reason === 'given_up' ? '' : t(error.reason);
    },
    [t, say],
  );
}
