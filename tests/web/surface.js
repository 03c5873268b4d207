// Each draft reads as it is written; words changed in one block change the source of that block alone,
// and undo brings back each letter. Returns what is wrong, by the names of the drafts.
async ([drafts, format]) => {
    const at = window.document.querySelector("script[src$='/main.js']").src.replace(/main\.js$/, "");
    const { EditorState, closeHistory, history, undo } = await import(`${at}libraries.js`);
    const { alike, schema } = await import(`${at}surface/schema.js`);
    const { readAll, sources, textOf, written } = await import(`${at}surface/sources.js`);
    const { [format]: used } = await import(`${at}surface/formats.js`);
    const document = ({ blocks }) => schema.node("doc", null, blocks.map((one) => one.node));
    const wrong = {};
    for (const [name, text] of Object.entries(drafts)) {
        const given = readAll(text, used);
        let state = EditorState.create({ schema, plugins: [sources(), history()] });
        const all = state.tr.replaceWith(0, state.doc.content.size, document(given).content);
        state = state.apply(written(all.setMeta("addToHistory", false), given));
        const tell = (told) => { (wrong[name] ??= []).push(told); };
        if (textOf(state).whole !== text) tell("it reads as something else");
        const places = [];
        state.doc.descendants((node, at) => {
            if (node.isText) for (const found of node.text.matchAll(/\p{L}{3,}/gu)) places.push([at + found.index, found[0].length]);
            return node.type.name !== "source_block";
        });
        for (const [at, size] of places.slice(0, 12)) {
            for (const words of ["other & <words>", "", "two  spaces "]) {
                const tr = state.tr.insertText(words, at, at + size);
                const next = state.apply(closeHistory(tr));
                const number = state.doc.resolve(at).index(0);
                const [before, after] = [textOf(state), textOf(next)];
                const outside = ({ whole, blocks }) => {
                    const { from, entry } = blocks[number];
                    return [whole.slice(0, from), whole.slice(from + entry.text.length)].join("|");
                };
                if (outside(before) !== outside(after)) tell(`${words}: another block changed`);
                if (words.startsWith("other") && !alike(document(readAll(after.whole, used)), next.doc)) tell(`${words}: ${after.blocks[number].entry.text}`);
                let again = next;
                undo(next, (back) => { again = next.apply(back); });
                if (textOf(again).whole !== text) tell(`${words}: undo gives ${textOf(again).blocks[number].entry.text}`);
            }
            // A paragraph in another block is parted: what holds it stays what it was.
            const $at = state.doc.resolve(at + 1);
            if ($at.depth > 1 && $at.parent.type.name === "paragraph") {
                const next = state.apply(closeHistory(state.tr.split(at + 1)));
                const { whole } = textOf(next);
                if (!alike(document(readAll(whole, used)), next.doc)) tell(`parted: ${whole}`);
                const tags = (from) => [...from.matchAll(/<(?:div|figure|footer|table|ul|ol|li|td|th|tr|dl)\b[^>]*>/g)].map(([tag]) => tag).sort().join("");
                if (tags(whole) !== tags(text)) tell(`parted: other elements, ${whole}`);
            }
        }
    }
    return wrong;
}
