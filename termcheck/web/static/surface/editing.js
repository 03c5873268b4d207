// Keys of the formatted view, and what its buttons do.

import {
  addRowAfter,
  autoJoin,
  baseKeymap,
  chainCommands,
  deleteRow,
  exitCode,
  goToNextCell,
  inputRules,
  keymap,
  lift,
  liftListItem,
  redo,
  setBlockType,
  sinkListItem,
  splitListItem,
  textblockTypeInputRule,
  toggleMark,
  undo,
  wrapIn,
  wrapInList,
  wrappingInputRule,
} from "../libraries.js";
import { withAttribute } from "./html/write.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

const inCell = (state) => /^table_/.test(state.selection.$from.parent.type.name);

/** Return the role of the cell something stands in, undefined if it is in none. */
function cellRole({ $from }) {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { tableRole } = $from.node(depth).type.spec;
    if (/cell$/.test(tableRole)) return tableRole;
  }
}

function lineBreak(state, dispatch) {
  const { $from } = state.selection;
  if ($from.parent.type.spec.code || !$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create({ raw: inCell(state) ? "<br>" : null })).scrollIntoView());
  return true;
}

const inCells = (state, dispatch) => inCell(state) && lineBreak(state, dispatch);

/** Below what is written as it is, at the end, a line is begun. */
function below(state, dispatch) {
  const { $head, empty } = state.selection;
  const last = empty && $head.parent.type.spec.code && $head.parentOffset === $head.parent.content.size;
  return Boolean(last && $head.after() === state.doc.content.size && exitCode(state, dispatch));
}

/** Take a row away; what names the columns stays. */
function withoutRow(state, dispatch) {
  return cellRole(state.selection) === "cell" && deleteRow(state, dispatch);
}

const { "Mod-Enter": _, ...keys } = baseKeymap;

/** Return the plugins that read keys. */
export function keyboard() {
  return [
    inputRules({
      rules: [
        textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (found) => ({ level: found[1].length })),
        wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
        wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
        wrappingInputRule(/^(\d{1,9})[.)]\s$/, nodes.ordered_list, (found) => ({ order: Number(found[1]) })),
        textblockTypeInputRule(/^```$/, nodes.code_block),
      ],
    }),
    keymap({
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Mod-b": toggleMark(marks.strong),
      "Mod-i": toggleMark(marks.em),
      "Mod-`": toggleMark(marks.code),
      Enter: chainCommands(inCells, splitListItem(nodes.list_item)),
      "Shift-Enter": lineBreak,
      Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
      "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
      ArrowDown: below,
    }),
    keymap(keys),
  ];
}

/** What the tools do, by their name. */
export const COMMANDS = {
  paragraph: chainCommands(setBlockType(nodes.paragraph), lift),
  ...Object.fromEntries([1, 2, 3, 4].map((level) => [`h${level}`, setBlockType(nodes.heading, { level })])),
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  bullet: listed(nodes.bullet_list),
  number: listed(nodes.ordered_list),
  quote: chainCommands(wrapIn(nodes.blockquote), lift),
  row: addRowAfter,
  "row-off": withoutRow,
};

/** Make a list of what is chosen, or another kind of list of one, or none. */
function listed(type) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (!/_list$/.test(node.type.name)) continue;
      if (node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, { loose: node.attrs.loose }));
      return true;
    }
    return autoJoin(wrapInList(type), [type.name])(state, dispatch);
  };
}

/** Return what stands at the caret: the name of its block, whether it is in a cell, strong, em or a link. */
export function standing({ selection, storedMarks, doc }) {
  const { $from, from, to, empty } = selection;
  const { parent } = $from;
  const block = parent.type === nodes.heading ? `h${parent.attrs.level}` : parent.type.name.replace(/^table_.*/, "cell");
  const has = (type) => (empty ? Boolean(type.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, type));
  return { block, cell: cellRole(selection) !== undefined, strong: has(marks.strong), em: has(marks.em), link: has(marks.link) };
}

/** Return the link at the caret: its address and from where to where it goes, null if there is none. */
export function linkAt({ selection, doc }) {
  const { $from, from, to, empty } = selection;
  if (!$from.parent.inlineContent) return null;
  if (!empty) return doc.rangeHasMark(from, to, marks.link) || from < to ? { from, to, href: hrefIn(doc, from, to) } : null;
  const mark = marks.link.isInSet($from.marks());
  if (!mark) return null;
  let [start, end] = [$from.start(), $from.start()];
  let at = $from.start();
  let found = null;
  $from.parent.forEach((child) => {
    if (mark.isInSet(child.marks)) {
      if (end !== at) start = at;
      end = at + child.nodeSize;
      if (start <= from && from <= end) found = { from: start, to: end, href: mark.attrs.href };
    }
    at += child.nodeSize;
  });
  return found;
}

function hrefIn(doc, from, to) {
  let href = "";
  doc.nodesBetween(from, to, (node) => {
    href ||= marks.link.isInSet(node.marks)?.attrs.href ?? "";
  });
  return href;
}

/** Return a command that makes a link of a range, or none of it. */
export function linked({ from, to }, href) {
  return (state, dispatch) => {
    const { raw } = state.doc.nodeAt(from)?.marks.find((mark) => mark.type === marks.link)?.attrs ?? {};
    const tr = state.tr.removeMark(from, to, marks.link);
    const plain = href.replace(/[\s()<>\\]/g, (sign) => (sign === "(" ? "%28" : sign === ")" ? "%29" : encodeURIComponent(sign)));
    dispatch(plain ? tr.addMark(from, to, marks.link.create({ href: plain, raw: raw ? withAttribute(raw, "href", plain) : null })) : tr);
    return true;
  };
}
