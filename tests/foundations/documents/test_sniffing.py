"""A file is what its bytes are, whatever it is called."""

import contextlib

import pytest

from difference.errors import BadInput
from difference.foundations.documents.sniffing import sniff
from difference.foundations.documents.types import file_types
from tests.foundations.documents.files import HONEST, HOSTILE

pytestmark = pytest.mark.once
ALL = list(file_types().values())


def kept(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_known(tmp_path, name):
    assert sniff(kept(tmp_path, HONEST[name]), [file_types()[name]]).name == name


@pytest.mark.parametrize("name", ["pdf", "png", "jpeg", "docx", "xlsx", "odt"])
def test_it_is_known_among_all_and_refused_as_any_other(tmp_path, name):
    path = kept(tmp_path, HONEST[name])
    assert sniff(path, ALL).name == name
    with pytest.raises(BadInput):
        sniff(path, [each for each in ALL if each.name != name])


@pytest.mark.parametrize("name", [name for name, (_, code) in HOSTILE.items() if code])
def test_a_hostile_file_is_refused_with_its_reason(tmp_path, name):
    content, code = HOSTILE[name]
    with pytest.raises(BadInput) as refused:
        sniff(kept(tmp_path, content), ALL)
    assert refused.value.code == code


def test_a_pdf_that_begins_late_is_no_pdf(tmp_path):
    with pytest.raises(BadInput):
        sniff(kept(tmp_path, HOSTILE["a PDF that begins late"][0]), [file_types()["pdf"]])


def test_whatever_is_thrown_at_it_it_answers(tmp_path):
    import random

    random.seed(7)
    seeds = list(HONEST.values())
    for _ in range(400):
        content = bytearray(random.choice(seeds))
        for _ in range(random.randint(1, 12)):
            content[random.randrange(len(content))] = random.randrange(256)
        path = kept(tmp_path, bytes(content[: random.randint(0, len(content))]))
        with contextlib.suppress(BadInput):
            assert sniff(path, ALL).name in file_types()
