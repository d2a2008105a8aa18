"use strict";
// The agent's line: Twilio's SDK on one side, JSON to and from the app on the other.
//
// Rule 1: nothing is decided here. The app asks (ORDERS), this page reports (tell).
// Rule 2: a device registers once; after a failure the app asks for another device.
// Rule 3: the microphone is open during a call, or while its level is looked at, and not longer.
(() => {
  const LOOK_MS = 1000;        // a lost socket may close a call without any event
  const LEVELS_MS = 100;       // the SDK measures about 60 times a second
  const DEVICES_MS = 2000;     // a sound server may bring a device, such as a Bluetooth headset, without an event
  const LOUDEST = 32767;       // of the SDK's levels
  const SOUNDS = ["incoming", "outgoing", "disconnect",
    ..."0123456789sh".split("").map((key) => `dtmf${key}`)];

  const calls = new Map();     // by call SID, from the first ring to the end
  const players = new Set();   // elements that play now, for the volume
  let app = null;
  let device = null;
  let isListening = false;
  let lastLevels = 0;
  let sound = { microphone: "", speaker: "", volume: 1, is_cleaned: true };

  const tell = (what, more = {}) => app.tell(JSON.stringify({ what, ...more }));
  const tellCall = (sid, is, more = {}) => tell("call", { sid, is, ...more });
  const tellError = (error, more = {}) => tell("error", {
    sid: "",
    code: error.originalError || !(error instanceof DOMException) ? error.code || 0 : 0,
    cause: (error.originalError || error).name || "",
    ...more,
  });

  // Volume

  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    players.add(this);
    for (const over of ["pause", "ended", "emptied"]) {
      this.addEventListener(over, () => players.delete(this), { once: true });
    }
    this.volume = sound.volume;
    return play.call(this);
  };

  // Devices

  async function plugged(kind) {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter((each) => each.kind === kind);
  }

  async function chosen(kind, id) {
    const all = await plugged(kind);
    const named = (wanted) => all.find((each) => each.deviceId === wanted);
    return named(id) || named("default") || all[0];
  }

  async function tellDevices() {
    const list = async (kind) => (await plugged(kind))
      .filter((each) => !["default", "communications", ""].includes(each.deviceId))
      .map((each) => ({ id: each.deviceId, name: each.label }));
    tell("devices", {
      has_microphone: (await plugged("audioinput")).length > 0,
      microphones: await list("audioinput"),
      speakers: await list("audiooutput"),
    });
  }

  // The SDK looks at its devices with the same event.
  let knownDevices = "";
  setInterval(async () => {
    const devices = JSON.stringify(await navigator.mediaDevices.enumerateDevices());
    if (knownDevices && devices !== knownDevices) {
      navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    }
    knownDevices = devices;
  }, DEVICES_MS);

  async function openMicrophone() {
    const clean = sound.is_cleaned;
    await device.audio.setAudioConstraints(
      { echoCancellation: clean, noiseSuppression: clean, autoGainControl: clean });
    let microphone = await chosen("audioinput", sound.microphone);
    if (microphone?.deviceId === "") {   // devices have no names until the microphone was open once
      const opened = await navigator.mediaDevices.getUserMedia({ audio: true });
      opened.getTracks().forEach((track) => track.stop());
      microphone = await chosen("audioinput", sound.microphone);
      tellDevices();
    }
    if (!microphone) { throw new DOMException("none is plugged in", "NotFoundError"); }
    if (device.audio.inputDevice?.deviceId !== microphone.deviceId) {
      await device.audio.setInputDevice(microphone.deviceId);
    }
  }

  async function useSpeaker() {
    const speaker = await chosen("audiooutput", sound.speaker);
    if (speaker && device.audio.isOutputSelectionSupported) {
      await device.audio.speakerDevices.set(speaker.deviceId);
    }
  }

  async function useDevices() {
    if (!device) { return; }
    try {
      await useSpeaker();
      if (calls.size || isListening) { await openMicrophone(); }
    } catch (error) { tellError(error); }
  }

  function letGoOfMicrophone() {
    if (device?.audio && !calls.size && !isListening) {
      device.audio.unsetInputDevice().catch(() => {});
    }
  }

  // Calls

  const over = (sid, how) => {
    if (calls.delete(sid)) {
      tellCall(sid, "over", { how });
      letGoOfMicrophone();
    }
  };

  function follow(call) {
    const sid = call.parameters.CallSid;
    calls.set(sid, call);
    call.on("accept", () => tellCall(sid, "answered"));
    call.on("disconnect", () => over(sid, "ended"));
    call.on("cancel", () => over(sid, "cancelled"));
    call.on("reject", () => over(sid, "rejected"));
    call.on("reconnecting", () => tellCall(sid, "reconnecting"));
    call.on("reconnected", () => tellCall(sid, "reconnected"));
    call.on("mute", (muted) => tellCall(sid, "muted", { muted }));
    call.on("error", (error) => tellError(error, { sid }));
    call.on("volume", (microphone, speaker) => levels({ microphone, speaker }));
    call.on("sample", (second) => tell("quality", {
      mos: second.mos || 0, round_trip: second.rtt || 0, jitter: second.jitter || 0,
      loss: second.packetsLostFraction || 0, arrived: second.packetsReceived,
      level_in: (second.audioInputLevel || 0) / LOUDEST, level_out: (second.audioOutputLevel || 0) / LOUDEST,
    }));
    tellCall(sid, "ringing", {
      caller: call.parameters.From || "",
      parameters: Object.fromEntries(call.customParameters),
    });
  }

  function levels(measured) {
    const now = performance.now();
    if (now - lastLevels < LEVELS_MS) { return; }
    lastLevels = now;
    tell("levels", measured);
  }

  setInterval(() => {
    for (const [sid, call] of calls) {
      if (call.status() === "closed") { over(sid, "lost"); }
    }
  }, LOOK_MS);

  // What the app asks for

  const ORDERS = {
    connect({ token, options }) {
      if (device) { device.destroy(); }
      calls.clear();
      const sounds = Object.fromEntries(SOUNDS.map((name) => [name, `sounds/${name}.wav`]));
      device = new Twilio.Device(token, {
        logLevel: "silent", allowIncomingWhileBusy: true, codecPreferences: ["opus", "pcmu"], sounds, ...options,
      });
      device.on("registered", () => tell("registered"));
      device.on("unregistered", () => tell("unregistered"));
      device.on("error", (error, call) => tellError(error, { sid: call?.parameters.CallSid || "" }));
      device.on("incoming", follow);
      device.audio.incoming(false);      // the app rings
      device.audio.on("inputVolume", (microphone) => {
        if (!calls.size) { levels({ microphone, speaker: 0 }); }
      });
      useDevices();
      device.register().catch((error) => tellError(error));
    },
    disconnect() {
      if (device) { device.destroy(); }
      device = null;
      calls.clear();
    },
    renew({ token }) { device?.updateToken(token); },
    async answer({ sid }) {
      try {
        await openMicrophone();
        calls.get(sid)?.accept();
      } catch (error) {
        calls.get(sid)?.reject();
        tellError(error, { sid });
      }
    },
    reject({ sid }) { calls.get(sid)?.reject(); },
    hang_up({ sid }) { calls.get(sid)?.disconnect(); },
    mute({ sid, muted }) { calls.get(sid)?.mute(muted); },
    tones({ sid, digits }) { calls.get(sid)?.sendDigits(digits); },
    sound(wanted) {
      sound = wanted;
      players.forEach((each) => { each.volume = sound.volume; });
      useDevices();
    },
    listen({ listening }) {
      isListening = listening;
      if (listening) { useDevices(); } else { letGoOfMicrophone(); }
    },
  };

  new QWebChannel(qt.webChannelTransport, (channel) => {
    app = channel.objects.app;
    app.asked.connect((text) => {
      const { order, ...rest } = JSON.parse(text);
      ORDERS[order](rest);
    });
    navigator.mediaDevices.addEventListener("devicechange", () => { tellDevices(); useDevices(); });
    window.addEventListener("online", () => tell("online"));
    tellDevices().finally(() => tell("opened"));
  });
})();
