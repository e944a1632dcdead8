import type { Block } from '@alliance/domain/protocol/protocol.types';
import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import { Node, mergeAttributes, type Editor } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { safeLink } from '../../ui/criteria/safe-link';
import { RichLink } from './rich-link';
import { blocksOf, docOf, type RichNode } from './rich-doc.policy';
import { textWords } from './text.locale';

/** One line of a list holds text and nothing else. */
const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph+',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', mergeAttributes(HTMLAttributes), 0],
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});
const Note = Node.create({
  name: 'note',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'aside' }, { tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', mergeAttributes(HTMLAttributes, { class: 'rich-note' }), 0],
});
const extensions = [
  StarterKit.configure({
    ...{ blockquote: false, code: false, codeBlock: false, hardBreak: false, horizontalRule: false, strike: false, underline: false },
    listItem: false,
    heading: { levels: [3] },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      protocols: [{ scheme: 'file', optionalSlashes: true }],
      isAllowedUri: (uri) => safeLink(uri) !== undefined,
    },
  }),
  ListItem,
  Note,
  TableKit.configure({ table: { resizable: false } }),
];

/** Rich text of one section. What is pasted keeps only what the house's text knows. */
export default function RichEditor(props: {
  readonly label: string;
  readonly blocks: readonly Block[];
  readonly files: ProtocolView['files'];
  readonly onChange: (blocks: readonly Block[]) => void;
}) {
  const { label, blocks, onChange } = props;
  const told = useRef(blocks);
  const tell = useEffectEvent((now: Editor) => {
    told.current = blocksOf(now.getJSON() as RichNode);
    onChange(told.current);
  });
  const editor = useEditor({
    extensions,
    content: docOf(blocks) as object,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'rich-text rich-input' } },
  });
  useEffect(() => {
    if (!editor) return;
    const hear = () => tell(editor as Editor);
    editor.on('update', hear);
    return () => void editor.off('update', hear);
  }, [editor]);
  // undone, or taken over from somebody else
  useEffect(() => {
    if (!editor || blocks === told.current) return;
    told.current = blocks;
    editor.commands.setContent(docOf(blocks) as object, { emitUpdate: false });
  }, [editor, blocks]);
  if (!editor) return null;
  return (
    <div className="rich-editor">
      <Toolbar editor={editor as Editor} label={label} files={props.files} />
      <EditorContent editor={editor} />
    </div>
  );
}

interface Tool {
  readonly word: 'bold' | 'italic' | 'heading' | 'bullets' | 'numbers' | 'note' | 'table';
  readonly mark: string;
  readonly on: boolean;
  readonly run: () => void;
}
function Toolbar({ editor, label, files }: { readonly editor: Editor; readonly label: string; readonly files: ProtocolView['files'] }) {
  const t = useWords(textWords);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      ...{ bold: now.isActive('bold'), italic: now.isActive('italic'), heading: now.isActive('heading') },
      ...{ bullets: now.isActive('bulletList'), numbers: now.isActive('orderedList'), note: now.isActive('note') },
      ...{ table: now.isActive('table'), link: String(now.getAttributes('link')['href'] ?? '') },
      ...{ undo: now.can().undo(), redo: now.can().redo() },
    }),
  });
  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    { word: 'bold', mark: 'B', on: on.bold, run: () => chain().toggleBold().run() },
    { word: 'italic', mark: 'I', on: on.italic, run: () => chain().toggleItalic().run() },
    { word: 'heading', mark: 'H', on: on.heading, run: () => chain().toggleHeading({ level: 3 }).run() },
    { word: 'bullets', mark: '•', on: on.bullets, run: () => chain().toggleBulletList().run() },
    { word: 'numbers', mark: '1.', on: on.numbers, run: () => chain().toggleOrderedList().run() },
    { word: 'note', mark: '!', on: on.note, run: () => chain().toggleNode('note', 'paragraph').run() },
  ];
  const inTable = [
    ['rowAdd', () => chain().addRowAfter().run()],
    ['rowRemove', () => chain().deleteRow().run()],
    ['columnAdd', () => chain().addColumnAfter().run()],
    ['columnRemove', () => chain().deleteColumn().run()],
    ['headerRow', () => chain().toggleHeaderRow().run()],
    ['tableRemove', () => chain().deleteTable().run()],
  ] as const;
  return (
    <div className="rich-tools" role="toolbar" aria-label={t('tools', { section: label })}>
      {tools.map(({ word, mark, on: pressed, run }) => (
        <button key={word} type="button" className="chip" aria-pressed={pressed} title={t(`tool.${word}`)} onClick={run}>
          <b aria-hidden="true">{mark}</b> <span className={mark === 'B' || mark === 'I' ? 'unseen' : undefined}>{t(`tool.${word}`)}</span>
        </button>
      ))}
      <RichLink
        link={on.link}
        files={files}
        onLink={(href) =>
          href ? chain().extendMarkRange('link').setLink({ href }).run() : chain().extendMarkRange('link').unsetLink().run()
        }
        onText={(text, href) =>
          chain()
            .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
            .run()
        }
        hasSelection={() => !editor.state.selection.empty || on.link !== ''}
      />
      {on.table ? (
        inTable.map(([word, run]) => (
          <button key={word} type="button" className="chip" onClick={run}>
            {t(`tool.${word}`)}
          </button>
        ))
      ) : (
        <button type="button" className="chip" onClick={() => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}>
          {t('tool.table')}
        </button>
      )}
      <button type="button" className="chip" disabled={!on.undo} onClick={() => chain().undo().run()}>
        ↶ {t('tool.undo')}
      </button>
      <button type="button" className="chip" disabled={!on.redo} onClick={() => chain().redo().run()}>
        ↷ {t('tool.redo')}
      </button>
    </div>
  );
}
