"""Files on a record: attached whole or not at all, read by those who may read the record, taken off with a trace."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, TransitionError
from app.documents import access
from app.documents.models import Attachment
from app.documents.queries import attachments_of
from app.documents.services import MOST_FILES, Upload
from app.documents.store import FolderStore
from app.nominations.enums import Status
from app.nominations.services.attaching import attach_files, detach_file, say_which_paper
from tests.factories.actors import make_actor
from tests.integration.nominations.acting import nominate
from tests.integration.nominations.conftest import accounts, browse, department

__all__ = ["accounts", "browse", "department"]  # Fixtures of the feature whose records hold the files.

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
EXE = b"MZ" + b"\x00" * 200
MEBIBYTE = 1024 * 1024


def docx(content: bytes = b"<w:document/>") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", content)
    return target.getvalue()


def upload(name: str = "báo cáo.pdf", data: bytes = PDF) -> Upload:
    return Upload(name, io.BytesIO(data))


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "uploads")


def kept_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.both_engines
class TestServices:
    def attach(self, department, store, *uploads, record=None, actor=None, limit=MEBIBYTE):
        record = record or nominate(department)
        return record, attach_files(
            record.id,
            uploads,
            actor=actor or department.officer,
            at=department.at,
            store=store,
            limit=limit,
        )

    def test_a_file_sent_twice_is_kept_once(self, department, store):
        record, [first] = self.attach(department, store, upload())
        _record, [again] = self.attach(department, store, upload(), record=record)
        _record, both = self.attach(department, store, upload(), upload("báo cáo (2).pdf"), record=record)

        assert again == first
        assert both[0] == first
        files = attachments_of(department.session, record.id)
        assert sorted(each.file_name for each in files) == ["báo cáo (2).pdf", "báo cáo.pdf"]
        kinds = [event.kind for event in events_of(department.session, record.id)]
        assert kinds.count("nomination.attached") == 2

    def test_files_are_kept_with_name_kind_and_size(self, department, store):
        record, _ids = self.attach(department, store, upload("2 báo cáo.pdf"), upload("1 biên bản.docx", docx()))

        rows = attachments_of(department.session, record.id)
        assert [(row.file_name, row.media_type.split("/")[-1][:12], row.size_bytes) for row in rows] == [
            ("1 biên bản.docx", "vnd.openxmlf", len(docx())),
            ("2 báo cáo.pdf", "pdf", len(PDF)),
        ]
        with store.open(rows[1].sha256) as kept:
            assert kept.read() == PDF
        [event] = events_of(department.session, record.id)
        assert event.kind == "nomination.attached"
        assert event.changes == {"files": [[], ["2 báo cáo.pdf", "1 biên bản.docx"]]}

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("báo cáo.pdf", EXE),
            ("báo cáo.pdf", PNG),
            ("ảnh.png", PDF),
            ("trống.pdf", b""),
            ("hỏng.docx", docx()[:40]),
            ("kho.zip", docx()),
            ("trang.html", b"<html><script>alert(1)</script>"),
            ("không tên", PDF),
        ],
        ids=("program", "other-type", "other-ending", "empty", "broken", "archive", "page", "no-ending"),
    )
    def test_one_disguised_file_refuses_all_in_a_plain_sentence(self, department, store, tmp_path, name, data):
        record = nominate(department)
        with pytest.raises(RuleBroken) as refusal:
            self.attach(department, store, upload(), upload(name, data), record=record)

        [problem] = refusal.value.problems
        assert problem.field == "files"
        assert name in str(problem.message)
        assert attachments_of(department.session, record.id) == []
        assert kept_files(tmp_path) == []

    def test_a_file_above_the_limit_is_refused(self, department, store):
        record = nominate(department)
        with pytest.raises(RuleBroken) as refusal:
            self.attach(department, store, upload(data=PDF + b"0" * MEBIBYTE), record=record)
        assert "1 MB" in str(refusal.value.problems[0].message)
        assert attachments_of(department.session, record.id) == []

    def test_no_file_and_too_many_files_are_refused(self, department, store):
        record = nominate(department)
        with pytest.raises(RuleBroken):
            self.attach(department, store, record=record)
        with pytest.raises(RuleBroken):
            self.attach(department, store, *(upload(f"{n}.pdf") for n in range(MOST_FILES + 1)), record=record)

    def test_names_lose_paths_and_dangerous_signs(self, department, store):
        record, _ids = self.attach(department, store, upload('..\\..\\etc/pass"wd;<x>.pdf'))
        assert attachments_of(department.session, record.id)[0].file_name == "passwdx.pdf"

    def test_a_removed_file_is_gone_from_the_record_and_told_in_the_trail(self, department, store):
        record, [file_id] = self.attach(department, store, upload())

        detach_file(record.id, file_id, actor=department.officer, at=department.at)

        assert attachments_of(department.session, record.id) == []
        assert events_of(department.session, record.id)[-1].kind == "nomination.detached"
        with pytest.raises(NotFound):
            detach_file(record.id, file_id, actor=department.officer, at=department.at)

    def test_a_file_of_another_record_is_not_found(self, department, store):
        record, [file_id] = self.attach(department, store, upload())
        other = nominate(department, department.people[1])
        with pytest.raises(NotFound):
            detach_file(other.id, file_id, actor=department.officer, at=department.at)
        assert len(attachments_of(department.session, record.id)) == 1

    def test_only_those_who_write_the_file_attach_and_only_while_it_is_open(self, department, store):
        submitted = nominate(department, department.people[1], status=Status.SUBMITTED)
        with pytest.raises(TransitionError):
            self.attach(department, store, upload(), record=submitted)
        record = nominate(department)
        with pytest.raises(NotFound):
            self.attach(department, store, upload(), record=record, actor=department.other_hr)
        auditor = make_actor(department.session, Role.AUDITOR, department.body)
        with pytest.raises(NotAllowed):
            self.attach(department, store, upload(), record=record, actor=auditor)

    def test_hr_adds_a_paper_that_comes_late_and_says_which(self, department, store):
        record = nominate(department, department.people[1], status=Status.SUBMITTED)
        with pytest.raises(RuleBroken):
            self.attach(department, store, upload(), record=record, actor=department.hr)
        [file_id] = attach_files(
            record.id, [upload()], actor=department.hr, at=department.at, store=store, limit=MEBIBYTE, paper="opinion"
        )
        say_which_paper(record.id, file_id, "minutes", actor=department.hr, at=department.at)

        assert [row.paper for row in attachments_of(department.session, record.id)] == ["minutes"]
        kinds = [event.kind for event in events_of(department.session, record.id)]
        assert kinds == ["nomination.attached", "nomination.paper_said"]
        with pytest.raises(TransitionError):
            say_which_paper(record.id, file_id, "report", actor=department.officer, at=department.at)
        with pytest.raises(TransitionError):
            detach_file(record.id, file_id, actor=department.hr, at=department.at)

    def test_only_known_papers_of_this_record_are_said(self, department, store):
        record, [file_id] = self.attach(department, store, upload())
        other = nominate(department, department.people[1])
        with pytest.raises(RuleBroken):
            say_which_paper(record.id, file_id, "love_letter", actor=department.officer, at=department.at)
        with pytest.raises(NotFound):
            say_which_paper(other.id, file_id, "report", actor=department.officer, at=department.at)
        with pytest.raises(NotFound):
            say_which_paper(record.id, file_id, "report", actor=department.other_hr, at=department.at)


class TestPages:
    def post(self, client, record, *files):
        data = {"files": [(io.BytesIO(content), name) for name, content in files]}
        answer = client.post(f"/nominations/{record.id}/attachments", data=data, content_type="multipart/form-data")
        answer.request.environ["wsgi.input"].close()  # The test client leaves the temporary file of a large body open.
        return answer

    def file_id(self, department):
        return department.session.scalars(select(Attachment.id)).one()

    def test_a_file_is_attached_read_and_taken_off(self, department, browse):
        record, client = nominate(department), browse("officer")
        assert self.post(client, record, ("báo cáo.pdf", PDF)).status_code == 302
        assert "báo cáo.pdf" in client.get(f"/nominations/{record.id}").get_data(as_text=True)

        answer = client.get(f"/documents/{self.file_id(department)}")
        assert answer.data == PDF
        assert answer.mimetype == "application/pdf"
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment;")
        assert "filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf" in disposition
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]

        removal = f"/nominations/{record.id}/attachments/{self.file_id(department)}/removal"
        assert client.post(removal).status_code == 302
        assert client.get(f"/documents/{self.file_id(department)}").status_code == 404

    def test_a_file_is_read_by_those_who_may_read_the_record(self, department, browse):
        record = nominate(department)
        self.post(browse("officer"), record, ("a.pdf", PDF))
        path = f"/documents/{self.file_id(department)}"
        answers = {who: browse(who).get(path).status_code for who in ("hr", "auditor", "employee", "head")}
        assert set(answers.values()) == {200}
        refused = {who: browse(who).get(path).status_code for who in ("beside", "other_hr", "stranger")}
        assert set(refused.values()) == {404}

    def test_which_paper_a_file_is_is_chosen_and_changed_on_the_page(self, department, browse):
        record, client = nominate(department), browse("officer")
        data = {"files": [(io.BytesIO(PDF), "a.pdf")], "paper": "report"}
        assert client.post(f"/nominations/{record.id}/attachments", data=data).status_code == 302
        path = f"/nominations/{record.id}/attachments/{self.file_id(department)}/paper"

        assert "Báo cáo thành tích" in client.get(f"/nominations/{record.id}").get_data(as_text=True)
        assert client.post(path, data={"paper": "other"}).status_code == 302
        assert "Tài liệu khác" in client.get(f"/nominations/{record.id}").get_data(as_text=True)
        assert client.post(path, data={"paper": "x' OR 1=1"}).status_code == 422

    def test_a_disguised_file_is_refused_with_a_sentence(self, department, browse):
        record = nominate(department)
        answer = self.post(browse("officer"), record, ("tốt.pdf", PDF), ("xấu.pdf", EXE))
        assert answer.status_code == 422
        assert re.search(r"error-summary__list.*xấu\.pdf", answer.get_data(as_text=True), re.DOTALL)
        assert department.session.scalars(select(Attachment.id)).all() == []

    def test_a_file_above_the_limit_of_the_installation_is_refused(self, app: Flask, department, browse):
        record = nominate(department)
        limit = app.config["MAX_CONTENT_LENGTH"] - MEBIBYTE
        answer = self.post(browse("officer"), record, ("to.pdf", PDF + b"0" * limit))
        assert answer.status_code == 422
        assert self.post(browse("officer"), record, ("to.pdf", PDF + b"0" * (limit + 2 * MEBIBYTE))).status_code == 413

    def test_an_empty_form_asks_for_a_file(self, department, browse):
        record = nominate(department)
        assert self.post(browse("officer"), record, ("", b"")).status_code == 422
        assert browse("officer").post(f"/nominations/{record.id}/attachments").status_code == 422

    def test_without_a_feature_that_answers_nobody_reads(self, department, browse):
        assert not access.may_read(department.session, department.hr, "no-such-record", department.campaign.id)

    def test_bytes_that_are_lost_are_not_found(self, department, browse):
        record = nominate(department)
        department.session.add(
            Attachment(
                owner="nomination",
                owner_id=record.id,
                file_name="mat.pdf",
                media_type="application/pdf",
                size_bytes=4,
                sha256="f" * 64,
                uploaded_at=department.at,
            )
        )
        department.session.commit()
        assert browse("hr").get(f"/documents/{self.file_id(department)}").status_code == 404
