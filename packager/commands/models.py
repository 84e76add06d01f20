"""packager models: bring translation models and voices to this machine, and see which are here."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from packager.errors import EngineUnavailable, InputError
from packager.exit_codes import DONE

if TYPE_CHECKING:
    from packager.engines.models.downloads import Progress

_KINDS = ("argos", "ct2", "piper")
_BY_HAND = {
    "argos": "bring its .argosmodel and use 'packager models add FILE'",
    "ct2": "bring its folder and name that in station.yaml (engine: ct2, model: FOLDER)",
    "piper": "bring its .onnx and .onnx.json and use 'packager models add FILE'",
}


def arguments(parser: argparse.ArgumentParser) -> tuple[argparse.ArgumentParser, ...]:
    """What `packager models` takes; the parsers of its actions."""
    actions = parser.add_subparsers(dest="action", metavar="list|install|add|remove", required=True)
    actions.add_parser("list", help="what is here and what could be brought")
    install = actions.add_parser("install", help="fetch a model; what, from where and how large is said first")
    install.add_argument("kind", choices=_KINDS)
    install.add_argument("name", metavar="NAME", help="argos: a pair such as en-ur; ct2 and piper: a name")
    install.add_argument("--from", dest="source", default="", metavar="URL", help="another index or hub")
    install.add_argument("--repository", default="", metavar="OWNER/NAME", help="ct2: another conversion")
    install.add_argument("--accept-licence", default="", metavar="ID", help="ct2: accept a restricted licence")
    install.add_argument("--plan", action="store_true", help="only say what would be fetched")
    install.add_argument("--offline", action="store_true", help="use no network (and so refuse)")
    add = actions.add_parser("add", help="install a package from a file, on a machine with no line")
    add.add_argument(
        "file", metavar="FILE", help="an .argosmodel, or a Piper voice's .onnx with its .onnx.json beside it"
    )
    remove = actions.add_parser("remove", help="remove a model from this machine")
    remove.add_argument("kind", choices=_KINDS)
    remove.add_argument("name", metavar="NAME")
    return tuple(actions.choices.values())


def run(args: argparse.Namespace) -> int:
    """Do the one thing and say what was done."""
    done = {"list": _list, "install": _install, "add": _add, "remove": _remove}[args.action](args)
    if args.json:
        print(json.dumps(done, ensure_ascii=False))
    return DONE


def _list(args: argparse.Namespace) -> object:
    from packager.engines.models import hub, piper_models
    from packager.engines.models.argos_installed import installed
    from packager.engines.models.homes import argos_home

    rows: list[dict[str, object]] = [
        {"name": one.name, "state": "installed", "version": one.version, "bytes": one.size, "folder": str(one.folder)}
        for one in installed(argos_home())
    ]
    here = {folder.name: folder for folder in hub.installed()}
    for entry in hub.CATALOGUE:
        state = "installed" if entry.name in here else "can be installed"
        place = {"folder": str(here[entry.name])} if entry.name in here else {}
        licence = entry.family.licence
        rows.append({"name": f"ct2 {entry.name}", "state": state, "about": entry.about, "licence": licence, **place})
    for model in piper_models.installed():
        told: dict[str, object] = {"about": "Piper voice", "licence": piper_models.licence_of(model)}
        told |= {"folder": str(model.parent), "bytes": model.stat().st_size}
        rows.append({"name": f"piper {model.stem}", "state": "installed", **told})
    if not args.json:
        for row in rows:
            about = row.get("about") or f"version {row['version']}"
            print(f"{row['name']:20}  {row['state']:16}  {about}  {row.get('licence', '')}".rstrip())
        print("Argos packages: 'packager models install argos en-ur' looks in Argos Translate's index.")
        print("Piper voices: 'packager models install piper ur_PK-fasih-medium' looks in the public catalogue.")
    return rows


def _install(args: argparse.Namespace) -> object:
    from packager.engines.models.downloads import NoLineError

    by_hand = _BY_HAND[args.kind]
    if args.offline:
        mend = f"drop --offline, or {by_hand}"
        raise EngineUnavailable("a model cannot be fetched offline", where=f"{args.kind} {args.name}", mend=mend)
    try:
        return {"argos": _install_argos, "ct2": _install_ct2, "piper": _install_piper}[args.kind](args)
    except NoLineError as error:
        raise EngineUnavailable(str(error), mend=f"without one, {by_hand}") from error


def _install_argos(args: argparse.Namespace) -> object:
    from packager.engines.models import argos_packages
    from packager.engines.models.homes import argos_home

    offer = argos_packages.find(argos_home(), args.name, args.source)
    name = f"argos {offer.source}-{offer.target} {offer.version}"
    _say(
        args,
        f"{name}: {_size(offer.remote.size)} from {offer.remote.url}, into {argos_home()}; licence: see its README",
    )
    if args.plan:
        return {"name": name, "bytes": offer.remote.size, "from": offer.remote.url, "fetched": False}
    done = argos_packages.install(argos_home(), offer, _progress(args, name))
    _say(args, f"{name} is installed")
    return {"name": name, "bytes": done.size, "folder": str(done.folder), "fetched": True}


def _install_ct2(args: argparse.Namespace) -> object:
    from packager.engines.models import hub
    from packager.engines.translate.ct2 import accepted

    todo = hub.plan(hub.entry(args.name, args.repository), args.source)
    family = todo.entry.family
    terms = family.licence if family.open_use else f"{family.licence} (no commercial use)"
    base = todo.files[0][1].url.partition("/resolve/")[0]
    need = f"needs about {_size(todo.memory)} of memory"
    _say(args, f"{todo.entry.about}: licence {terms}; {_size(todo.size)} from {base}; {need}")
    told = {"name": args.name, "licence": family.licence, "bytes": todo.size, "memory": todo.memory, "from": base}
    if args.plan:
        return {**told, "fetched": False}
    if not family.open_use and args.accept_licence != family.licence:
        accepted(family, "", f"models install, with --accept-licence {family.licence}")
    folder = hub.install(todo, args.accept_licence, _progress(args, args.name))
    _say(args, f"{args.name} is installed in {folder}")
    return {**told, "folder": str(folder), "fetched": True}


def _install_piper(args: argparse.Namespace) -> object:
    from packager.engines.models import piper_models

    todo = piper_models.plan(args.name, args.source)
    base = todo.files[0][1].url.partition("/resolve/")[0]
    terms = todo.licence or "not told by its model card: ask before you air it"
    _say(args, f"{todo.name}: licence {terms}; {_size(todo.size)} from {base}; about {_size(todo.memory)} of memory")
    told = {"name": todo.name, "licence": todo.licence, "bytes": todo.size, "memory": todo.memory, "from": base}
    if args.plan:
        return {**told, "fetched": False}
    model = piper_models.install(todo, _progress(args, todo.name))
    _say(args, f"{todo.name} is installed in {model.parent}")
    return {**told, "folder": str(model.parent), "fetched": True}


def _add(args: argparse.Namespace) -> object:
    from packager.engines.models import argos_packages, piper_models
    from packager.engines.models.homes import argos_home

    file = Path(args.file)
    if file.is_dir():
        mend = "name the folder in station.yaml: translators with engine ct2 take model: FOLDER"
        raise InputError("is a folder; add takes a file", where=str(file), mend=mend)
    if not file.is_file():
        raise InputError("no such file", where=str(file))
    if file.suffix == ".onnx":
        model = piper_models.add(file)
        _say(args, f"{model.stem} is installed")
        return {"name": f"piper {model.stem}", "bytes": model.stat().st_size, "folder": str(model.parent)}
    done = argos_packages.add(argos_home(), file)
    _say(args, f"{done.name} {done.version} is installed")
    return {"name": done.name, "version": done.version, "bytes": done.size, "folder": str(done.folder)}


def _remove(args: argparse.Namespace) -> object:
    from packager.engines.models import argos_packages, hub, piper_models
    from packager.engines.models.homes import argos_home

    removers = {
        "argos": lambda name: bool(argos_packages.remove(argos_home(), name)),
        "ct2": hub.remove,
        "piper": piper_models.remove,
    }
    gone = removers[args.kind](args.name)
    if not gone:
        raise InputError("is not installed", where=f"{args.kind} {args.name}", mend="see 'packager models list'")
    _say(args, f"{args.kind} {args.name} is removed")
    return {"name": f"{args.kind} {args.name}", "removed": True}


def _say(args: argparse.Namespace, line: str) -> None:
    if not args.json:
        print(line, flush=True)


def _size(size: int | None) -> str:
    if size is None:
        return "a size that the server does not tell"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def _progress(args: argparse.Namespace, name: str) -> Progress:
    """A line that grows on a terminal; nothing in a pipe."""
    from packager.engines.models.downloads import quiet

    if args.json or not sys.stderr.isatty():
        return quiet

    def show(done: int, whole: int | None) -> None:
        share = f"{100 * done // whole:3d} %" if whole else ""
        print(f"\r{name}: {done / 1e6:8.1f} MB {share}", end="\n" if done == whole else "", file=sys.stderr)

    return show
