import { exact, useRelative } from './moment';

/** A time as people say it; the exact one on hover and for machines. */
export function When({ at }: { readonly at: string }) {
  const relative = useRelative();
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(at)}
    </time>
  );
}
