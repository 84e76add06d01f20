"""Sound: loudness, limiter, mix, encode. Numbers in, numbers and files out.

Everything inside is 48 kHz float32, shape (frames, channels), full scale ±1.0; `records.Audio` is
mono, shape (frames,). Sound comes in through one of three doors and leaves through one:

    voices ──► prepare ──► levels.keep ────────┐                      ┌─► WAV (bext, cart, iXML)
    people's speech ──► brought ──► recorded ──┤                      │
    idents, beds ─────► brought ──► pydub_door ┼─► timeline ─► master ┼─► MP3, M4A, Opus, FLAC
    sounds (ours) ─────────────────────────────┘   (mix, bed)         └─► Mastered (what was measured)

| module | for |
|---|---|
| `ffmpeg` | the wheel's FFmpeg: `decode`, `decode_blocks` |
| `whole`, `mpeg` | whether a file is all there, by its own structure |
| `brought` | what producers bring as one channel: whole, or refused |
| `recorded` | speech that a person recorded: rumble out, trimmed, levelled by its speech, knocks held down |
| `pydub_door` | a station's idents, stings and beds: open, cut, fade (pydub), level |
| `prepare` | a voice's sound to 48 kHz, without rumble, with soft edges; levels of clips and segments |
| `wav` | plain PCM WAV: `write_clip`, `read_clip`, `WavReader`, `WavWriter`, `Chunks` |
| `loudness`, `truepeak` | EBU R128 figures: `measure`, `Meter`, `PeakMeter` |
| `levels` | how loud a sound is over time, kept in its WAV: `keep`, and `foreseen` for a whole mix |
| `limiter` | the look-ahead true-peak limiter |
| `timeline`, `bed`, `source` | `Timeline` of `Placement`s over a ducked `Bed`, mixed in constant memory |
| `parts` | `Bed` and `PictureMark`, for whoever plans a mix |
| `profiles`, `outputs`, `master` | `profile(name)`, `WavOutput`, `EncodedOutput`, `master()` |
| `tags`, `encode`, `mp3`, `feed` | `Tags`, `Chapter`, `Encoding`; LAME and FFmpeg, each fed from a thread |
| `silence` | dead air, head and tail |
| `sounds` | the station's own ident, stings and bed |
| `tempo` | faster or slower by a little, the pitch kept |
| `picture` | the waveform of an episode with its stories marked, as SVG |

Import from the modules themselves: this package imports nothing, so that looking at it costs nothing.
"""
