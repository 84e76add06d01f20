"""Delivery: what leaves the program, as playout systems, players and directories want it.

Pure functions from records to bytes and text; `drops` and `c2pa` alone touch files, and those whole.

| module | for |
|---|---|
| `cut` | `Cut`: one file for playout, its number, name and dates; `Timers` |
| `romanise` | Pashto and Urdu in plain Latin letters, for fields that hold ASCII alone |
| `bext`, `cart`, `xml_chunks` | EBU Tech 3285 v2, AES46, iXML and axml |
| `chunks` | all of them as `packager.audio.wav.Chunks`, from what mastering measured |
| `disclosure` | what spoke, in IPTC's words, for every format |
| `alignment`, `cues`, `captions` | what is said when, as VTT, SRT, JSON and plain text |
| `feed`, `chapters` | RSS 2.0 with itunes and Podcasting 2.0 tags; chapters as JSON |
| `cuesheet` | the page that lies on the desk |
| `rivendell` | its XML sidecar and the command line that imports a cut |
| `drops` | Rivendell, LibreTime, AzuraCast and plain folders |
| `c2pa` | Content Credentials, signed as the last step |

Import from the modules themselves: this package imports nothing, so that looking at it costs nothing.
"""
