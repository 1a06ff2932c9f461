"use strict";

const MOST_LINES = 5000;
const LONGEST_LINE = 20000;
const REFRESH = 2000;
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;
const BEGUN_ESCAPE = /\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]*\u001b?)?$/;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

document.documentElement.classList.add("scripted");

/* The server renders; here the parts that changed are put in their place. */
async function refresh() {
  const connection = document.getElementById("connection");
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "error" });
    connection.hidden = true;
    if (!answer.ok) {
      location.reload();
      return;
    }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = next.getElementById(part.id);
      if (fresh && withoutAddresses(fresh) !== withoutAddresses(part)) {
        const held = part.contains(document.activeElement) ? document.activeElement.outerHTML : null;
        part.replaceWith(document.adoptNode(fresh));
        if (held) {
          [...fresh.querySelectorAll("a, button")].find((one) => one.outerHTML === held)?.focus();
        }
      }
    }
  } catch {
    connection.hidden = false;
  }
}

/* Signed addresses differ each time; a link that somebody is about to press stays. Old ones hold for minutes. */
function withoutAddresses(part) {
  return part.outerHTML.replace(/expires=\d+&amp;signature=[0-9a-f]+/g, "");
}

async function keepFresh() {
  while (true) {
    await new Promise((resolve) => setTimeout(resolve, REFRESH));
    if (!document.hidden) {
      await refresh();
    }
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-cancel]");
  if (!button) {
    return;
  }
  button.disabled = true;
  button.textContent = "Stopping…";
  const token = document.querySelector("meta[name=form-token]").content;
  await fetch(`/status/cancel/${button.dataset.cancel}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  await refresh();
});

class LogView {
  constructor(place) {
    this.place = place;
    this.note = document.getElementById("log-note");
    this.follow = document.getElementById("follow");
    this.clear();
    place.addEventListener("scroll", () => {
      this.follow.checked = place.scrollHeight - place.scrollTop - place.clientHeight < 8;
    });
    this.follow.addEventListener("change", () => this.settle());
  }

  /* Each connection begins at the start. */
  clear() {
    this.waiting = [];
    this.lines = {};
    this.begun = {};
    this.place.replaceChildren();
    this.note.hidden = true;
  }

  open(session) {
    const source = new EventSource(`/status/log/${session}`);
    source.onopen = () => this.clear();
    source.addEventListener("skipped", () => this.say());
    source.addEventListener("log", (event) => this.add(JSON.parse(event.data)));
    source.addEventListener("end", () => source.close());
  }

  say() {
    this.note.textContent = "Earlier lines are not shown here.";
    this.note.hidden = false;
  }

  add(event) {
    if (this.waiting.push(event) === 1) {
      requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    for (const { stream_name: stream, data } of this.waiting) {
      this.append(stream === "stderr" ? "stderr" : "stdout", data);
    }
    this.waiting = [];
    while (this.place.childElementCount > MOST_LINES) {
      this.place.firstElementChild.remove();
      this.say();
    }
    this.settle();
  }

  append(stream, data) {
    let text = (this.begun[stream] ?? "") + data;
    const begun = BEGUN_ESCAPE.exec(text)?.[0] ?? "";
    this.begun[stream] = begun.length < 1000 ? begun : "";
    text = text.slice(0, text.length - begun.length).replace(ESCAPES, "").replaceAll("\r\n", "\n");
    const parts = text.split("\n");
    parts.forEach((part, i) => {
      const ends = i < parts.length - 1;
      if (part !== "" || ends) {
        this.extend(stream, part);
      }
      if (ends) {
        this.lines[stream] = null;
      }
    });
  }

  /* What follows a carriage return takes the place of what stood before it. */
  extend(stream, part) {
    const line = (this.lines[stream] ??= this.begin(stream));
    const text = line.text + part;
    line.text = text.slice(text.lastIndexOf("\r", text.length - 2) + 1).slice(0, LONGEST_LINE);
    line.element.textContent = line.text.replace(CONTROLS, "");
  }

  begin(stream) {
    const element = document.createElement("div");
    element.className = stream;
    this.place.append(element);
    return { element, text: "" };
  }

  settle() {
    if (this.follow.checked) {
      this.place.scrollTop = this.place.scrollHeight;
    }
  }
}

const log = document.getElementById("log");
if (log) {
  new LogView(log).open(log.dataset.session);
}
if (document.querySelector("[data-live]")) {
  keepFresh();
}
