"""How the record of a document is kept."""

from __future__ import annotations

from termcheck.audit.journal import packed, unpacked
from termcheck.audit.record import Record


def test_a_record_of_many_rows_comes_back_as_it_was() -> None:
    claims = [{"claim": number, "sentence": "Ein Satz, é\n" * 20} for number in range(2000)]
    findings = [{"message": "One\ttwo"}]
    for some in (claims, []):
        kept = unpacked(packed(Record({"title": "T"}, some, findings)))
        assert kept.document == {"title": "T"}
        assert list(kept.claims) == some
        assert list(kept.findings) == findings
