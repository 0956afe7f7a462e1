"""A PulseAudio of the test's own: a headset made of null sinks, found by nobody else."""

from __future__ import annotations

import os
import subprocess
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.sip.servers import end, needs

RATE = 16000
SPEAKER, SPARE, MICROPHONE = "Headset", "Loudspeaker", "Headset Microphone"
_SINKS = (("headset", SPEAKER), ("spare", SPARE), ("mic", "Mouth"))


@dataclass
class Pulse:
    """``mouth`` is the sink whose sound the microphone hears."""

    folder: Path
    socket: str

    def control(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PULSE_SERVER": self.socket, "HOME": str(self.folder)}

    def add_sink(self, name: str, description: str) -> str:
        said = f'sink_properties=device.description="{description}"'.replace(" ", "\\ ")
        return self.control("load-module", "module-null-sink", f"sink_name={name}", f"rate={RATE}", said)

    def add_microphone(self) -> str:
        said = f'source_properties=device.description="{MICROPHONE}"'.replace(" ", "\\ ")
        return self.control(
            "load-module", "module-remap-source", "master=mic.monitor", "source_name=microphone", said
        )

    def wait_until(self, kind: str, *, used: bool) -> None:
        """Until there are streams of this kind (``sink-inputs``, ``source-outputs``), or none."""
        for _ in range(1000):
            streams = [
                line for line in self.control("list", "short", kind).splitlines() if "module-" not in line
            ]
            if bool(streams) is used:
                return
        raise AssertionError(f"{kind}: {self.control('list', 'short', kind)}")

    def hear(self, sink: str, seconds: float) -> npt.NDArray[np.int16]:
        """What comes out of the loudspeaker from now on."""
        command = [
            "parec",
            "-d",
            f"{sink}.monitor",
            "--raw",
            "--format=s16le",
            f"--rate={RATE}",
            "--channels=1",
        ]
        with subprocess.Popen(
            [*command, "--latency-msec=50"], env=self.environment, stdout=subprocess.PIPE
        ) as ear:
            assert ear.stdout is not None
            samples = ear.stdout.read(int(RATE * seconds) * 2)
            ear.kill()
        return np.frombuffer(samples, dtype=np.int16)

    def wait_for_tone(self, sink: str, hertz: float, pieces: int = 10) -> None:
        """Until it is the loudest of a second and a half: a stream that was moved begins with a gap."""
        heard = [loudest_frequency(self.hear(sink, 1.5))]
        while abs(heard[-1] - hertz) > 10:
            assert len(heard) < pieces, f"{hertz} Hz was not heard: {heard}"
            heard.append(loudest_frequency(self.hear(sink, 1.5)))

    @contextmanager
    def spoken(self, file: Path) -> Iterator[None]:
        """Somebody plays this file into the microphone until the test goes on."""
        command = ["pacat", "--playback", "-d", "mic", "--file-format=wav", str(file)]
        mouth = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            end(mouth)


@contextmanager
def pulse(folder: Path) -> Iterator[Pulse]:
    needs("pulseaudio")
    socket = folder / "pulse.socket"
    native = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
    command: Sequence[str] = (
        *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm"),
        *("--log-target=stderr", "-L", native),
    )
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": "",
    }
    log = (folder / "pulse.log").open("ab")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    made = Pulse(folder, f"unix:{socket}")
    try:
        wait_until_it_answers(made)
        for name, description in _SINKS:
            made.add_sink(name, description)
        made.add_microphone()
        made.control("set-default-sink", "spare")
        made.control("set-default-source", "microphone")
        yield made
    finally:
        end(process)
        log.close()


def wait_until_it_answers(server: Pulse) -> None:
    for _ in range(200):
        asked = subprocess.run(
            ["pactl", "info"], env=server.environment, capture_output=True, timeout=20, check=False
        )
        if asked.returncode == 0:
            return
    raise AssertionError((server.folder / "pulse.log").read_text(errors="replace"))


def write_tone(file: Path, frequency: float, seconds: float) -> None:
    moments = np.arange(int(RATE * seconds)) / RATE
    samples = (12000 * np.sin(2 * np.pi * frequency * moments)).astype(np.int16)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


def loudest_frequency(samples: npt.NDArray[np.int16]) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / RATE)[int(spectrum.argmax())])
