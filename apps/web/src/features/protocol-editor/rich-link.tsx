import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { safeLink } from '../../ui/criteria/safe-link';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { textWords } from './text.locale';

interface Props {
  /** Where the text under the caret leads now. */
  readonly link: string;
  readonly files: ProtocolView['files'];
  readonly onLink: (href: string | null) => void;
  readonly onText: (text: string, href: string) => void;
  readonly hasSelection: () => boolean;
}

/** A link to an address or to one of the protocol's own documents. */
export function RichLink(props: Props) {
  const t = useWords(textWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="chip" aria-pressed={props.link !== ''} onClick={() => setOpen(true)}>
        ↗ {t('tool.link')}
      </button>
      <Dialog title={t('link.title')} open={open} onClose={() => setOpen(false)}>
        <LinkForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function LinkForm({ link, files, onLink, onText, hasSelection, onDone }: Props & { readonly onDone: () => void }) {
  const t = useWords(textWords);
  const [address, setAddress] = useState(link.startsWith('file:') ? '' : link);
  const [file, setFile] = useState<string | null>(link.startsWith('file:') ? link : null);
  const [tried, setTried] = useState(false);
  const href = file ?? withScheme(address.trim());
  const wrong = tried && !safeLink(href) ? t('link.wrong') : undefined;
  const put = () => {
    setTried(true);
    if (!safeLink(href)) return;
    const name = files.find(({ id }) => `file:${id}` === file)?.name ?? address.trim();
    onDone();
    if (hasSelection()) onLink(href);
    else onText(name, href);
  };
  return (
    <div className="form">
      <TextField
        label={t('link.address')}
        hint={t('link.hint')}
        maxLength={500}
        value={address}
        error={file ? undefined : wrong}
        onChange={(value) => {
          setAddress(value);
          setFile(null);
        }}
      />
      {files.length > 0 && (
        <SelectField
          label={t('link.file')}
          placeholder={t('link.pickFile')}
          value={file}
          onChange={setFile}
          options={files.map(({ id, name }) => ({ value: `file:${id}`, label: name }))}
        />
      )}
      <div className="form-foot">
        {link && (
          <button
            type="button"
            className="button"
            onClick={() => {
              onDone();
              onLink(null);
            }}
          >
            {t('link.remove')}
          </button>
        )}
        <button type="button" className="button primary" onClick={put}>
          {t('link.put')}
        </button>
      </div>
    </div>
  );
}

/** `www.example.org` is meant as an address of the web, `a@b.cn` as one of mail. */
function withScheme(address: string): string {
  if (!address || /^[a-z]+:/i.test(address)) return address;
  return /^[^/\s@]+@[^/\s@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}
