"""packager models: bring translation models and voices to this machine, and see which are here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packager.errors import InputError
from packager.exit_codes import DONE
from packager.text.printable import tell

KINDS = ("argos", "ct2", "kokoro", "piper")


def arguments(parser: argparse.ArgumentParser) -> tuple[argparse.ArgumentParser, ...]:
    """What `packager models` takes; the parsers of its actions."""
    actions = parser.add_subparsers(dest="action", metavar="list|install|add|remove", required=True)
    actions.add_parser("list", help="what is here and what could be brought")
    install = actions.add_parser("install", help="fetch a model; what, from where and how large is said first")
    install.add_argument("kind", choices=KINDS)
    install.add_argument(
        "name", metavar="NAME", nargs="?", default="", help="argos: a pair such as en-ur; ct2 and piper: a name"
    )
    install.add_argument("--from", dest="source", default="", metavar="URL", help="another index or hub")
    install.add_argument(
        "--repository", default="", metavar="OWNER/NAME", help="ct2 and kokoro: another one of the hub's"
    )
    install.add_argument("--accept-licence", default="", metavar="ID", help="ct2: accept a restricted licence")
    install.add_argument("--plan", action="store_true", help="only say what would be fetched")
    install.add_argument("--offline", action="store_true", help="use no network (and so refuse)")
    add = actions.add_parser("add", help="install a package from a file, on a machine with no line")
    add.add_argument(
        "file",
        metavar="FILE",
        help="an .argosmodel, the neural voice's .onnx, or a Piper voice's .onnx with its .onnx.json beside it",
    )
    remove = actions.add_parser("remove", help="remove a model from this machine")
    remove.add_argument("kind", choices=KINDS)
    remove.add_argument("name", metavar="NAME", nargs="?", default="")
    return tuple(actions.choices.values())


def run(args: argparse.Namespace) -> int:
    """Do the one thing and say what was done."""
    if args.action in ("install", "remove") and not args.name and args.kind != "kokoro":
        raise InputError(f"which {args.kind} model?", where=f"models {args.action}", hint="name it")
    done = {"list": _list, "install": _install, "add": _add, "remove": _remove}[args.action](args)
    if args.json:
        tell(json.dumps(done, ensure_ascii=False))
    return DONE


def _list(args: argparse.Namespace) -> object:
    from packager.engines.models import hub, kokoro_model, piper_models
    from packager.engines.models.argos_installed import installed
    from packager.engines.models.catalogue import CATALOGUE
    from packager.engines.models.homes import argos_home

    rows: list[dict[str, object]] = [
        {"name": one.name, "state": "installed", "version": one.version, "bytes": one.size, "folder": str(one.folder)}
        for one in installed(argos_home())
    ]
    here = {folder.name: folder for folder in hub.installed()}
    for entry in CATALOGUE:
        state = "installed" if entry.name in here else "can be installed"
        place = {"folder": str(here[entry.name])} if entry.name in here else {}
        known: dict[str, object] = {"licence": entry.family.licence, "gigabytes": entry.gigabytes}
        known["scores"] = {code: told.figures for code, told in entry.published.items()}
        known["warning"] = "; ".join(told.warning for told in entry.published.values() if told.warning)
        rows.append({"name": f"ct2 {entry.name}", "state": state, "about": entry.about, **known, **place})
    state = "installed" if kokoro_model.present() else "can be installed"
    for_both = "the neural voice, Pashto and Urdu"
    rows.append({"name": "kokoro", "state": state, "about": for_both, "licence": kokoro_model.LICENCE})
    for model in piper_models.installed():
        told: dict[str, object] = {"about": "Piper voice", "licence": piper_models.licence_of(model)}
        told |= {"folder": str(model.parent), "bytes": model.stat().st_size}
        rows.append({"name": f"piper {model.stem}", "state": "installed", **told})
    if not args.json:
        for row in rows:
            tell(_shown(row))
        tell("Figures: chrF of 0 to 100, from the University of Helsinki's leaderboards, November 2026.")
        tell("Argos packages: 'packager models install argos en-ur' looks in Argos Translate's index.")
        tell("Piper voices: 'packager models install piper ur_PK-fasih-medium' looks in the public catalogue.")
    return rows


def _shown(row: Mapping[str, Any]) -> str:
    """A model on the screen: a line, and one more for what was published of it."""
    about = row.get("about") or f"version {row['version']}"
    size = f"about {row['gigabytes']} GB" if "gigabytes" in row else ""
    terms = "; ".join(filter(None, [row.get("licence", ""), size, row.get("warning", "")]))
    scores = [f"{code}: {score}" for code, score in row.get("scores", {}).items()]
    line = f"{row['name']:27}  {row['state']:16}  {about}  {terms}".rstrip()
    return "\n    ".join([line, *(["; ".join(scores)] if scores else [])])


def _install(args: argparse.Namespace) -> object:
    from packager.commands.terminal import bytes_on_terminal
    from packager.engines.models.downloads import quiet
    from packager.engines.models.installing import ModelWanted, find, offline

    wanted = ModelWanted(
        kind=args.kind,
        name=args.name,
        source=args.source,
        repository=args.repository,
        licence=args.accept_licence,
    )
    if args.offline:
        raise offline(wanted)
    found = find(wanted)
    _say(args, found.about)
    if args.plan:
        return {**found.data, "fetched": False}
    done = found.install(quiet if args.json else bytes_on_terminal(found.name))
    folder = "" if args.kind == "argos" else f" in {done['folder']}"
    _say(args, f"{found.name} is installed{folder}")
    return done


def _add(args: argparse.Namespace) -> object:
    from packager.engines.models import argos_packages, kokoro_model, piper_models
    from packager.engines.models.homes import argos_home

    file = Path(args.file)
    if file.is_dir():
        hint = "name the folder in station.yaml: translators with engine ct2 take model: FOLDER"
        raise InputError("is a folder; add takes a file", where=str(file), hint=hint)
    if not file.is_file():
        raise InputError("no such file", where=str(file))
    if kokoro_model.meant(file):
        path = kokoro_model.add(file)
        _say(args, f"the neural voice is installed in {path.parent}")
        return {"name": "kokoro", "bytes": path.stat().st_size, "folder": str(path.parent)}
    if file.suffix == ".onnx":
        model = piper_models.add(file)
        _say(args, f"{model.stem} is installed")
        return {"name": f"piper {model.stem}", "bytes": model.stat().st_size, "folder": str(model.parent)}
    done = argos_packages.add(argos_home(), file)
    _say(args, f"{done.name} {done.version} is installed")
    return {"name": done.name, "version": done.version, "bytes": done.size, "folder": str(done.folder)}


def _remove(args: argparse.Namespace) -> object:
    from packager.engines.models import argos_packages, hub, kokoro_model, piper_models
    from packager.engines.models.homes import argos_home

    removers = {
        "argos": lambda name: bool(argos_packages.remove(argos_home(), name)),
        "ct2": hub.remove,
        "kokoro": lambda _name: kokoro_model.remove(),
        "piper": piper_models.remove,
    }
    gone = removers[args.kind](args.name)
    if not gone:
        raise InputError("is not installed", where=f"{args.kind} {args.name}", hint="see 'packager models list'")
    _say(args, f"{args.kind} {args.name} is removed")
    return {"name": f"{args.kind} {args.name}", "removed": True}


def _say(args: argparse.Namespace, line: str) -> None:
    if not args.json:
        tell(line, flush=True)
