import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { Field } from '../../ui/field';
import { sessionWords } from './session.locale';

/** The second step, in place: six digits of an authenticator, or a recovery code; what there is of both is in `ways`. */
export function CodeField({ ways, describedBy }: { readonly ways: readonly string[]; readonly describedBy: string }) {
  const t = useWords(sessionWords);
  const input = useRef<HTMLInputElement>(null);
  const [usesRecovery, setUsesRecovery] = useState(!ways.includes('totp'));
  useEffect(() => input.current?.focus(), [usesRecovery]);
  return (
    <div className="sign-in-code">
      <p className="sign-in-good" role="status">
        ✓ {t('code.needed')}
      </p>
      <Field
        label={usesRecovery ? t('code.recovery') : t('code.label')}
        hint={usesRecovery ? t('code.recoveryHint') : t('code.hint')}
        key={String(usesRecovery)}
      >
        {({ 'aria-describedby': described, ...control }) => (
          <input
            {...control}
            ref={input}
            className="control figures"
            name="code"
            inputMode={usesRecovery ? 'text' : 'numeric'}
            autoComplete={usesRecovery ? 'off' : 'one-time-code'}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={24}
            aria-describedby={[described, describedBy].filter(Boolean).join(' ')}
          />
        )}
      </Field>
      {ways.includes('totp') && ways.includes('recovery_code') && (
        <button type="button" className="text-button" onClick={() => setUsesRecovery(!usesRecovery)}>
          {usesRecovery ? t('code.useCode') : t('code.useRecovery')}
        </button>
      )}
    </div>
  );
}
