// The sidebar of the block editor: what termcheck says of the post, block by block.
import { blockAt, counted, fixOf, fixed, heading, joined, wordsOf } from "./places.js";

const { apiFetch, blocks, components, data, element, i18n, plugins } = window.wp;
// WordPress 6.6 moved these from the one to the other.
const { PluginSidebar, PluginPrePublishPanel } = window.wp.editor?.PluginSidebar ? window.wp.editor : window.wp.editPost;
const { createElement: el, useEffect, useRef, useState } = element;
const { __, sprintf, _n } = i18n;

const PAUSE = 1200;
const LOCK = "termcheck";
const MARKS = { error: "error", warning: "warning", info: "info" };

/** What is in the place of the title, which is no block. */
const TITLE = "";

/** Return the title and the blocks of the post. */
function usePost() {
  const held = data.useSelect((select) => select("core/block-editor").getBlocks(), []);
  const title = data.useSelect((select) => select("core/editor").getEditedPostAttribute("title") ?? "", []);
  return { held, title };
}

/** Return what the server says of the post as it is now, asked again a moment after each change. */
function useFindings() {
  const { held, title } = usePost();
  const [state, setState] = useState({ findings: [], error: "", busy: true, written: [], starts: [], ids: [] });
  const asked = useRef(0);
  useEffect(() => {
    const number = (asked.current += 1);
    const timer = setTimeout(async () => {
      const written = [heading(title), ...held.map((block) => blocks.serialize(block))];
      const { text, starts } = joined(written);
      const ids = [TITLE, ...held.map((block) => block.clientId)];
      setState((before) => ({ ...before, busy: true }));
      try {
        const told = await apiFetch({ path: "/termcheck/v1/check", method: "POST", data: { text } });
        if (number === asked.current) setState({ findings: told.findings, error: "", busy: false, written, starts, ids });
      } catch (error) {
        if (number === asked.current) setState({ findings: [], error: error.message, busy: false, written, starts, ids });
      }
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [held, title]);
  return state;
}

function Finding({ finding, state }) {
  const at = blockAt(state.starts, finding.start);
  const fix = fixOf(finding, state.written, state.starts);
  const show = () => {
    if (state.ids[at] === TITLE) {
      document.querySelector(".editor-post-title__input, .editor-post-title textarea")?.focus();
      return;
    }
    data.dispatch("core/block-editor").selectBlock(state.ids[at]);
    document.querySelector(`[data-block="${state.ids[at]}"]`)?.scrollIntoView({ block: "center" });
  };
  const write = () => {
    const html = fixed(state.written[fix.block], fix);
    if (state.ids[fix.block] === TITLE) {
      data.dispatch("core/editor").editPost({ title: wordsOf({ text: html }) });
      return;
    }
    const [made] = blocks.parse(html);
    if (made) data.dispatch("core/block-editor").replaceBlock(state.ids[fix.block], made);
  };
  return el(
    components.Notice,
    { status: MARKS[finding.severity] ?? "info", isDismissible: false, className: "termcheck-finding" },
    el("strong", null, finding.headline),
    finding.note && el("p", null, finding.note),
    el(
      "p",
      null,
      at >= 0 && el(components.Button, { variant: "secondary", onClick: show }, __("Show", "termcheck")),
      " ",
      fix && el(components.Button, { variant: "primary", onClick: write }, sprintf(/* translators: %s: words */ __("Write “%s”", "termcheck"), wordsOf(fix))),
      " ",
      /^https?:/.test(finding.url) && el(components.ExternalLink, { href: finding.url }, __("Why", "termcheck")),
    ),
  );
}

function summary(state) {
  if (state.error) return state.error;
  const { errors, all } = counted(state.findings);
  if (!all) return state.busy ? __("Checking …", "termcheck") : __("Nothing to change.", "termcheck");
  return sprintf(
    /* translators: 1: findings, 2: errors among them */
    _n("%1$d remark, %2$d to change.", "%1$d remarks, %2$d to change.", all, "termcheck"), all, errors,
  );
}

function Panel() {
  const state = useFindings();
  const errors = counted(state.findings).errors;
  useEffect(() => {
    const editor = data.dispatch("core/editor");
    // What could not be asked is no reason to hold a post back.
    if (window.termcheckHold && errors && !state.error) editor.lockPostSaving(LOCK);
    else editor.unlockPostSaving(LOCK);
  }, [errors, state.error]);
  return el(
    element.Fragment,
    null,
    el(
      PluginSidebar,
      { name: "termcheck", title: "termcheck", icon: "yes-alt" },
      el(
        components.PanelBody,
        null,
        el("p", { role: "status" }, summary(state)),
        state.findings.map((finding) => el(Finding, { key: `${finding.fingerprint}-${finding.start}`, finding, state })),
      ),
    ),
    el(PluginPrePublishPanel, { title: "termcheck", initialOpen: true }, el("p", null, summary(state))),
  );
}

plugins.registerPlugin("termcheck", { render: Panel });
