import { QRCode } from 'antd';
import { AntdProvider } from './antd';

/** A text to scan; dark on white in every scheme, as cameras want it. Fetched when it is wanted. */
export default function QrCode({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <AntdProvider>
      <div role="img" aria-label={label}>
        <div aria-hidden="true">
          <QRCode value={value} type="svg" size={200} color="#000" bgColor="#fff" />
        </div>
      </div>
    </AntdProvider>
  );
}
