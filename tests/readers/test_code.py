"""Comments and documentation comments of code, and nothing else of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from helpers_positions import assert_positions

from termcheck.cli import run
from termcheck.config.options import Options
from termcheck.core.document import MarkKind
from termcheck.core.source import Source
from termcheck.pipeline import document_of
from termcheck.readers.reading import FileFormat

CASES = [
    (
        "a.ts",
        """
        #!/usr/bin/env node
        // eslint-disable-next-line word
        // One text
        // over two lines.
        import x from "// word"; // Beside code.
        // const word = f(a);
        // word.push(1);
        const s = `/* word */`, r = /\\/\\/ word/; /* ünïcode */
        f(/**/); g(/***/);
        """,
        ["One text over two lines.", "Beside code.", "ünïcode"],
    ),
    (
        "a.js",
        """
        /**
         * Makes a list.
         *
         * @param {string} word - the words
         * @returns {string} all of {@link word}
         * @example
         * const word = 1;
         * @see word
         */
        """,
        ["Makes a list.", "<@param {string} word> - the words",
         "<@returns {string}> all of <{@link word}>", "<@see word>"],
    ),
    (
        "a.go",
        """
        //go:build word
        // Package x keeps words.
        //\tcode
        // More of it.
        package x
        """,
        ["Package x keeps words.", "More of it."],
    ),
    (
        "a.rs",
        """
        //! A *crate*.
        /// The `word` of it.
        /// ```
        /// let word = 1;
        /// ```
        fn f() {} /* block
           goes on */
        """,
        ["A crate.", "The <word> of it.", "block goes on"],
    ),
    (
        "a.java",
        """
        /**
         * The {@code word} is <b>bold</b>.
         * <p>A paragraph of {@link Word}.
         * @throws WordException if it is none
         */
        class A { String s = "/* word */"; }
        """,
        ["The <{@code word}> is bold.", "A paragraph of <{@link Word}>.",
         "<@throws WordException> if it is none"],
    ),
    (
        "a.cpp",
        """
        /// \\brief A word.
        /// \\param[in] word The one.
        #include <word> // Included.
        #define X "// word"
        /*! More. */
        """,
        ["<\\brief> A word.", "<\\param[in] word> The one.", "Included.", "More."],
    ),
    (
        "b.go",
        """
        // Package x:
        //
        //\tword()
        //\tword
        // Text after.
        //\tword
        package x // Beside.
        // Below.

        // Apart.
        /* Block
        \tindented
        */
        """,
        ["Package x:", "Text after.", "Beside.", "Below.", "Apart.", "Block", "indented"],
    ),
    (
        "b.js",
        """
        /**
         * Sums.
         * @example
         * word(1);
         * @example
         * word(2);
         * @deprecated Use it.
         *   goes on
         * \\code
         * word = 1;
         * \\endcode
         * Last {@link A#b text} and @c word.
         * @param [word=1] The word
         */
        /***
         * Three stars.
         **/
        /* */ // Beside a block.
        // word()
        // said of it
        /// Three.
        // Two.
        //// Four.
        """,
        ["Sums.", "<@deprecated> Use it. goes on",
         "<\\endcode> Last <{@link A#b text}> and <@c word.>", "<@param [word=1]> The word",
         "Three stars.", "Beside a block.", "word() said of it", "Three.", "Two.", "Four."],
    ),
    ("b.java", "\ufeff// First.\n// Second.\nint x; // Beside\n// not of it\n",
     ["First. Second.", "Beside", "not of it"]),
    ("b.ts", "// if (a) {\n//   word();\n// }\n\n/* const a = 1; */ let b; /* A note. */\n"
             "// termcheck: ignore x\n// A line.\n", ["A note.", "A line."]),
    ("b.rs", "//! One.\n//! Two.\n/// Three.\n// Four.\n/** Five.\n    six\n      seven */\n",
     ["One. Two.", "Three.", "Four.", "Five. six seven"]),
    ("c.ts", "/* *word* it */ let a;\n\n// Allow\n// word\n// now\n// f();\nlet b;\n"
             "// g();\n// h();\n// now\n", ["word it", "Allow word now f();"]),
    ("a.c", "/* Plain.\r\n * Text. */ int x; // int y;", ["Plain. Text."]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "found"), CASES)
def test_comments_are_prose_at_their_places(path: str, text: str, found: list[str]) -> None:
    pytest.importorskip("tree_sitter")
    source = Source(path, dedent(text).lstrip("\n").encode())
    document = document_of(source, Options(format=FileFormat.CODE))
    assert_positions(document)
    shown = []
    for block in document.blocks:
        told = block.text
        for mark in sorted(block.marks, reverse=True):
            if mark.kind is MarkKind.CODE:
                part = f"<{told[mark.start : mark.end]}>"
                told = told[: mark.start] + part + told[mark.end :]
        shown.append(told)
    assert shown == found


def test_comments_are_corrected_and_suppressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("tree_sitter")
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text("terms: [{id: a, term: allow list, deprecated: [whitelist]}]\n")
    Path("termcheck.toml").write_text('glossary = ["g.yml"]\n[readers]\n"*.ts" = "code"\n')
    text = (
        'let whitelist = 1; // the whitelist\n// termcheck: ignore-next-line a\n// whitelist\nf("'
    )
    Path("a.ts").write_text(text)
    run(["fix", "--no-cache", "."])
    assert Path("a.ts").read_text() == text.replace("// the whitelist", "// the allow list")


@pytest.mark.parametrize("path", ["a.swift", "a"])
def test_a_language_without_grammar_is_refused(path: str) -> None:
    with pytest.raises(Exception, match="no grammar for"):
        document_of(Source(path, b"// A word."), Options(format=FileFormat.CODE))
