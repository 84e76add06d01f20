"""Every command of the program, as it is run on a machine whose network is gone, and what it must come to."""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import runpy
import shlex
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from packager.lang.data_folder import voices_folder
from tests.support import delivery_day
from tests.support.delivery_day import DATE, add
from tests.support.lean import LEAN

ROOT = Path(__file__).parents[2]
STATION = f"{delivery_day.STATION}{LEAN}"
SILENT_SERVER = "10.255.255.53"  # in a private network that no route of the namespace leads out to
# No interface but a loopback that is down; and a line that swallows whatever is sent to it, name questions too.
GONE = "true"
SILENT = (
    "ip link set lo up && ip address add 192.0.2.1/32 dev lo && ip route add default dev lo src 192.0.2.1 && "
    "mount --bind resolv.conf /etc/resolv.conf"
)
PASHTO, URDU = "سلام، دا د پېښور راډیو ده.", "السلام علیکم، یہ ریڈیو پشاور ہے۔"
URDU_ROAD = "چترال کی سڑک کھل گئی\nچترال کی سڑک پیر کے روز کھل گئی۔\nتقریباً 2,500 مسافر انتظار میں تھے۔\n"
BRIEF = {  # as little as an article can be: for the neural voices, which take seconds for each second of speech
    "open.txt": "Road open\n\nThe road is open.\n",
    "open.ps.txt": "لار خلاصه شوه\nلار خلاصه ده.\n",
    "open.ur.txt": "سڑک کھل گئی\nسڑک کھلی ہے۔\n",
}
ENGINES = {  # a rung of the fallback chain, and what is said of it
    "argos": ("argos", "bring it with 'packager models install argos en-ur'"),
    "ct2": ("{engine: ct2, model: madlad400-3b}", "bring it with 'packager models install ct2 madlad400-3b'"),
    "chat": ("{engine: openai-chat, url: 'https://chat.example.org/v1', model: any}", "a network is needed for it"),
    "chat on the LAN": ("{engine: openai-chat, url: 'http://192.168.77.7:80/v1', model: any}", "a network is needed"),
    "chat on this machine": ("{engine: openai-chat, url: 'http://127.0.0.1:9/v1', model: any}", "start the server"),
    "libretranslate": ("{engine: libretranslate, url: 'https://translate.example.org'}", "a network is needed for it"),
}
NEEDS = {  # a voice, and what it is to say
    "edge": "a network is needed for it",
    "gtts": "a network is needed for it",
    "omnivoice": "start the server",
    "piper": "run 'packager models install piper",
}
Run = Callable[[tuple[str, ...]], "subprocess.CompletedProcess[str]"]
PATIENCE = 120  # s that a command may take
FEEDS = {"name": "https://feeds.example.org/rss", "figures": "https://93.184.216.34/rss"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A command line, and how it ends where there is no network."""

    name: str
    words: tuple[str, ...]
    code: int = 0
    says: tuple[str, ...] = ()  # each must stand in what is printed: what is missing, how to bring it
    asks: bool = False  # whether it would use a network


# Of the voices that one model speaks, a woman's and a man's; each by one command, since both find the model alike.
NEURAL = ("pashto-woman-kandahari", "urdu-man")


def voices() -> list[str]:
    """The names of the program's voices; of those with the neural model, which take seconds each, NEURAL alone."""
    found = {path.stem: path.read_text("utf-8") for path in voices_folder().glob("*.yaml")}
    engines = {name: text for name, text in found.items() if "engine:" in text}
    return sorted(name for name, text in engines.items() if "engine: kokoro" not in text or name in NEURAL)


def lay_out(folder: Path) -> None:
    """A station, an article without a translation, stations with each engine and feed, and small files to bring in."""
    (folder / "articles").mkdir()
    for name in ("road", "school"):
        add(folder / "articles", name, name)
    (folder / "articles" / "road.ur.txt").write_text(URDU_ROAD, encoding="utf-8")
    (folder / "brief").mkdir()
    for name, text in BRIEF.items():
        (folder / "brief" / name).write_text(text, encoding="utf-8")
    (folder / "new").mkdir()
    (folder / "new" / "bridge.txt").write_text("Bridge open\n\nThe bridge in Swat is open again.\n", encoding="utf-8")
    (folder / "station.yaml").write_text(f"{STATION}articles: articles\nair-unreviewed: true\n", encoding="utf-8")
    for name, (engine, _) in ENGINES.items():
        text = f"{STATION}articles: new\ntranslation:\n  ps: []\n  ur: [{engine}]\n"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name, url in FEEDS.items():
        text = f"{STATION}articles: new\nfeeds: ['{url}']\n"
        (folder / f"feed-{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "bad.argosmodel").write_bytes(b"no zip")
    (folder / "more.csv").write_text("en,kind,ps,ur\nSwabi Gate,place,صوابۍ دروازه,صوابی دروازہ\n", encoding="utf-8")
    (folder / "resolv.conf").write_text(f"nameserver {SILENT_SERVER}\n", encoding="ascii")


def cut_off(state: str, *words: str) -> list[str]:
    """The command line of Python with these words, in a network namespace in that state."""
    command = shlex.join([sys.executable, *words])
    return ["unshare", "--map-root-user", "--net", "--mount", "sh", "-c", f"{state} && exec {command}"]


def environment(folder: Path) -> dict[str, str]:
    """What such a process knows of its surroundings."""
    keep = ("PATH", "HOME", "LANG", "SYSTEMROOT", "VIRTUAL_ENV")
    own = {name: os.environ[name] for name in keep if name in os.environ}
    models = {"PACKAGER_MODELS": str(folder / "models"), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
    return own | models


@contextmanager
def machine(folder: Path, state: str) -> Iterator[Run]:
    """A process in a network namespace in that state, which runs the program with the words it is given.

    Each command has a process of its own, forked of one that has the libraries in memory already.
    """
    threads = {"OPENBLAS_NUM_THREADS": "1"}  # as the program's command line has it; a process with more cannot fork
    with subprocess.Popen(
        cut_off(state, "-c", "from tests.support.offline_commands import serve; serve()"),
        cwd=folder,
        env=environment(folder) | threads,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        to, of = process.stdin, process.stdout
        assert to is not None
        assert of is not None

        def run(words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
            to.write(f"{json.dumps(words)}\n")
            to.flush()
            code, out, err = json.loads(of.readline())
            return subprocess.CompletedProcess(words, code, out, err)

        yield run
        to.close()


def serve() -> None:
    """Runs in the namespace: for every line of words the program, in a process of its own."""
    # On one processor a run makes its editions in its own process, which has in memory what is loaded here.
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        _everything_loaded(Path(folder))
    gc.freeze()  # or every child copies what it only looks at
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            child = os.fork()
            if not child:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                _become_packager(json.loads(line))
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            out.seek(0)
            err.seek(0)
            print(json.dumps((code, out.read(), err.read())), flush=True)


def _everything_loaded(folder: Path) -> None:
    """Make a day in both languages, and ask one service."""
    import httpx

    from packager.cli import main

    lay_out(folder)
    where = (
        str(folder / "articles" / "road.txt"),
        "--station",
        str(folder / "station.yaml"),
        "--output",
        str(folder / "output"),
    )
    assert main(["build", *where, "--date", DATE]) == 0
    httpx.Client().close()


def _become_packager(words: list[str]) -> NoReturn:
    sys.argv = ["packager", *words]
    signal.alarm(PATIENCE)
    code: object = 1
    try:
        runpy.run_module("packager", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


def permitted(state: str, folder: Path) -> str:
    """Why no such namespace can be made here; '' where it can."""
    (folder / "resolv.conf").write_text(f"nameserver {SILENT_SERVER}\n", encoding="ascii")
    words = ["unshare", "--map-root-user", "--net", "--mount", "sh", "-c", state]
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "there is no unshare here"
    return done.stderr.strip() if done.returncode else ""


def cases() -> list[Case]:
    """Every command with its actions; the last ones look at what `build` has made."""
    return [*_first(), *_builds(), *_voices(), *_models(), *_tables(), *_last()]


def _first() -> list[Case]:
    return [
        Case(name="help", words=("--help",)),
        Case(name="version", words=("--version",)),
        Case(name="demo", words=("demo", "--voice", "rule", "--output", "demo")),
        Case(name="build", words=("build", "--date", DATE, "--edition", "ps")),
        Case(name="engines", words=("engines",)),
    ]


def _builds() -> list[Case]:
    found = []
    for name, (_, told) in ENGINES.items():
        words = ("build", "--edition", "ur", "--station", f"{name}.yaml", "--output", name)
        found.append(Case(name=f"build, {name}", words=words, code=3, says=(told, "fill the empty lines"), asks=True))
    for name in FEEDS:
        asked = ("build", "--station", f"feed-{name}.yaml", "--edition", "ps", "--output")
        left = "bridge: 2 of 2 lines have no translation"
        says: tuple[str, ...] = (left, "check the address and the network")
        found.append(Case(name=f"build, feed by {name}", words=(*asked, name), code=3, says=says, asks=True))
        offline = (*asked, f"offline-{name}", "--offline")
        says = (left, "run once without --offline")
        found.append(Case(name=f"build --offline, feed by {name}", words=offline, code=3, says=says, asks=True))
    return found


def _voices() -> list[Case]:
    found = []
    for voice in voices():
        language, text = ("ps", PASHTO) if voice.startswith("pashto") else ("ur", URDU)
        needs = next((what for kind, what in NEEDS.items() if kind in voice), "")
        say = ("say", text.split("،")[0] if voice in NEURAL else text, "--voice", voice, "--output", f"{voice}.wav")
        says: tuple[str, ...] = (needs,) if needs else ()
        if voice not in NEURAL[1:]:
            found.append(Case(name=f"say, {voice}", words=say, code=1 if needs else 0, says=says, asks=True))
        article = "brief/open.txt" if voice in NEURAL else "articles/road.txt"
        convert = ("convert", article, "--to", language, "--voice", voice, "--output", f"convert-{voice}")
        says = (needs, "run again when a service is back") if needs else ()
        if voice not in NEURAL[:1]:
            found.append(Case(name=f"convert, {voice}", words=convert, code=3 if needs else 0, says=says, asks=True))
    found.append(Case(name="say --spoken", words=("say", PASHTO, "--spoken")))
    found.append(Case(name="say --ipa", words=("say", PASHTO, "--ipa")))
    return found


def _models() -> list[Case]:
    wanted = (
        ("argos", "en-ur", ".argosmodel and use 'packager models add FILE'"),
        ("ct2", "madlad400-3b", "model: FOLDER"),
        ("kokoro", "kokoro", ".onnx and use 'packager models add FILE'"),
        ("piper", "ur_PK-fasih-medium", ".onnx.json and use 'packager models add FILE'"),
    )
    found = [Case(name="models list", words=("models", "list"))]
    for kind, name, by_hand in wanted:
        for more, why in (((), "a network is needed"), (("--plan",), "a network is needed"), (("--offline",), "drop")):
            words = ("models", "install", kind, name, *more)
            says = (why, by_hand)
            found.append(Case(name=" ".join(words[:3] + more), words=words, code=1, says=says, asks=True))
        words = ("models", "remove", kind, name)
        found.append(Case(name=f"models remove {kind}", words=words, code=2, says=("see 'packager models list'",)))
    bad = Case(name="models add", words=("models", "add", "bad.argosmodel"), code=2, says=("is no Argos package",))
    return [*found, bad]


def _tables() -> list[Case]:
    return [
        Case(name="names list", words=("names", "list")),
        Case(name="names import", words=("names", "import", "more.csv")),
        Case(name="names export", words=("names", "export", "names-out.csv")),
        Case(name="names check", words=("names", "check")),
        Case(name="names keep", words=("names", "keep", f"output/{DATE}/ps")),
        Case(name="names missing", words=("names", "missing", "articles")),
        Case(name="memory export", words=("memory", "export", "memory-out.tmx")),
        Case(name="memory import", words=("memory", "import", str(ROOT / "packager" / "sample" / "memory.tmx"))),
        Case(name="lexicon check", words=("lexicon", "check")),
        Case(name="lexicon keep", words=("lexicon", "keep", f"output/{DATE}/ps")),
    ]


def _last() -> list[Case]:
    return [
        Case(name="review", words=("review", "output"), code=3, says=("2 waiting for an editor",)),
        Case(name="check", words=("check", "output")),
        Case(name="publish", words=("publish", f"output/{DATE}/ps")),
        Case(name="approve", words=("approve", f"output/{DATE}/ps", "--by", "Gul")),
        Case(name="note", words=("note", f"output/{DATE}/ps", "Hear it.", "--by", "Gul")),
        Case(name="undo", words=("undo", f"output/{DATE}/ps", "--by", "Gul")),
        Case(
            name="correct", words=("correct", f"output/{DATE}/ps", "road", "1", PASHTO, "--reason", "a", "--by", "Gul")
        ),
        Case(name="hold", words=("hold", f"output/{DATE}/ps", "road", "--reason", "a", "--by", "Gul")),
        Case(name="restore", words=("restore", f"output/{DATE}/ps", "road", "--by", "Gul")),
        Case(name="order", words=("order", f"output/{DATE}/ps", "road", "--by", "Gul")),
        Case(name="priority", words=("priority", f"output/{DATE}/ps", "road", "2", "--by", "Gul")),
        Case(name="shorten", words=("shorten", f"output/{DATE}/ps", "road", "2", "--by", "Gul")),
        Case(name="take", words=("take", f"output/{DATE}/ps", "road", "1", "--by", "Gul")),
        Case(name="read", words=("read", f"output/{DATE}/ps", "road", "--by", "Gul")),
        Case(
            name="record",
            words=("record", f"output/{DATE}/ps", "road", f"output/{DATE}/ps/segments/road.wav", "--by", "Gul"),
        ),
        Case(name="name", words=("name", f"output/{DATE}/ps", "Badrashi", "بدرشي", "--by", "Gul")),
        Case(
            name="archive",
            words=("archive", "brief/open.txt", "--to", "ps", "--into", "old", "--workers", "1", "--json"),
        ),
        Case(name="kill", words=("kill", f"output/{DATE}/ps", "--reason", "a", "--by", "Gul")),
        Case(name="daily", words=("daily", "--date", "2026-11-24", "--json"), code=3, says=("the same article",)),
        Case(name="doctor", words=("doctor",), code=3, says=("packager models install argos en-ur",)),
        Case(name="tidy", words=("tidy", "--dry-run", "--keep-days", "14")),
    ]
