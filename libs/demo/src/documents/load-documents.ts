import { after } from '@alliance/domain/referral/deadline';
import { Files } from '@alliance/server/platform/files/files';
import { scannersOf } from '@alliance/server/platform/files/scanners';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { fill } from '../history/fill.js';
import { offerId, storyId } from '../stories/story-id.js';
import { dischargeSummary } from './discharge-summary.js';
import { documents, type DemoDocument } from './documents.data.js';
import { ecgStrip } from './ecg-strip.js';

/** Puts the documents on their shelf through the product's own store, and their rows beside the referrals. */
export async function loadDocuments(owner: pg.ClientBase, dataDir: string): Promise<void> {
  const files = new Files({ DATA_DIR: dataDir }, scannersOf({ CLAMD_URL: undefined }));
  for (const document of documents) await attach(owner, files, document);
}

interface Target {
  readonly sent: Date;
  readonly sender: string;
  readonly receiver: string;
}

async function attach(owner: pg.ClientBase, files: Files, document: DemoDocument): Promise<void> {
  const { story, offer, by, afterMinutes, name } = document;
  const referralId = offer ? offerId(story) : storyId(story);
  const found = await owner.query<Target>(
    'select coalesce(submitted_at, created_at) as sent, sender_id as sender, receiver_id as receiver from referral where id = $1',
    [referralId],
  );
  const [target] = found.rows;
  if (!target) throw new Error(`there is no referral for ${name}`);
  const at = after(target.sent, afterMinutes * 60);
  const written = await bytesOf(document, at);
  const { key, mediaType, bytes, sha256, quarantine } = await files.store('attachment', streamOf(written), { name });
  if (quarantine) throw new Error(`${name} was not taken: ${quarantine}`);
  const id = demoId(`document ${referralId} ${name}`);
  const { institutionId, personId, appointmentId, role } = actorOf(by);
  const { rows } = await owner.query<{ version: number }>(
    'select max(version) as version from event where subject_id = $1 and happened_at <= $2',
    [referralId, at],
  );
  await fill(owner, 'attachment', [
    {
      ...{ id, referral_id: referralId, institution_id: institutionId, person_id: personId, name, media_type: mediaType },
      ...{ bytes, sha256, storage_key: key, at },
    },
  ]);
  await fill(owner, 'event', [
    {
      ...{ id: demoId(`event ${id}`), kind: 'referral.document_added', topic: 'referral', subject_id: referralId },
      ...{ version: rows[0]?.version ?? 1, happened_at: at, recorded_at: at, institution_id: institutionId, person_id: personId },
      ...{ appointment_id: appointmentId, role, data: { attachmentId: id, bytes }, concerns: [] },
      recipients: [target.sender, target.receiver],
    },
  ]);
}

const bytesOf = (document: DemoDocument, at: Date): Buffer | Promise<Buffer> =>
  'summary' in document ? dischargeSummary(document.summary, at) : ecgStrip(document.beatsPerMinute);

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
  await Promise.resolve();
}
