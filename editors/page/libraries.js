// What the page takes of its libraries, by name; everything else is left out.

export { autoJoin, baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
export { gapCursor } from "prosemirror-gapcursor";
export { closeHistory, history, redo, undo } from "prosemirror-history";
export { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
export { keymap } from "prosemirror-keymap";
export { Fragment, Schema } from "prosemirror-model";
export { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
export { EditorState, Plugin, PluginKey, TextSelection } from "prosemirror-state";
export { addRowAfter, deleteRow, goToNextCell, tableEditing } from "prosemirror-tables";
export { Decoration, DecorationSet, EditorView } from "prosemirror-view";

export { decodeNamedCharacterReference } from "decode-named-character-reference";
export { fromMarkdown } from "mdast-util-from-markdown";
export { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
export { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
export { gfmTableFromMarkdown } from "mdast-util-gfm-table";
export { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
export { gfmFootnote } from "micromark-extension-gfm-footnote";
export { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
export { gfmTable } from "micromark-extension-gfm-table";
export { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
