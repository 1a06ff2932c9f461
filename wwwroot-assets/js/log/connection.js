// The page's one connection to RunHub, shared by all log viewers, and what it keeps open across a lost connection.
import { HubConnectionBuilder, HubConnectionState, LogLevel } from "/assets/lib/signalr/signalr.js";

const logs = new Map();
let hub = null;
let starting = null;

const keyOf = (project, number) => `${project}/${number}`;

/**
 * Opens a log: `opened` gets each snapshot (the first, and one after each lost connection), `grown` each addition,
 * `sections` each change of its sections, `state` an empty text when all is well, "offline", or what the server says.
 */
export async function openLog(project, number, handlers) {
  const key = keyOf(project, number);
  const entry = logs.get(key) ?? { project, number, listeners: new Set(), end: true };
  logs.set(key, entry);
  entry.listeners.add(handlers);
  try {
    await connected();
    await openOne(entry);
  } catch (error) {
    handlers.state(hub?.state === HubConnectionState.Connected ? messageOf(error) : "offline");
  }
  return async () => {
    entry.listeners.delete(handlers);
    if (entry.listeners.size > 0) return;
    logs.delete(key);
    if (hub?.state === HubConnectionState.Connected) await hub.invoke("CloseLog", project, number).catch(() => {});
    if (logs.size === 0) {
      const old = hub;
      hub = starting = null;
      await old?.stop().catch(() => {});
    }
  };
}

export async function readLines(project, number, first, count) {
  await connected();
  return hub.invoke("ReadLines", project, number, first, count);
}

/** { total, isComplete, lines }: the first hits. */
export async function findInLog(project, number, text, isRegex, matchCase) {
  await connected();
  return hub.invoke("FindInLog", project, number, text, isRegex, matchCase);
}

/**
 * { total, isComplete, hit }: the hit so many hits behind a line or before it, with 0 the line itself. Throws with the
 * server's words when the pattern cannot be used.
 */
export async function findHit(project, number, text, isRegex, matchCase, line, by) {
  await connected();
  try {
    return await hub.invoke("FindHit", project, number, text, isRegex, matchCase, line, by);
  } catch (error) {
    throw new Error(hub?.state === HubConnectionState.Connected ? messageOf(error) : "", { cause: error });
  }
}

export async function readSections(project, number) {
  await connected();
  return hub.invoke("ReadSections", project, number);
}

/** Says whether the end of the log is looked at: only then its lines travel as they come. */
export async function showEnd(project, number, shown) {
  const entry = logs.get(keyOf(project, number));
  if (!entry || entry.end === shown) return null;
  entry.end = shown;
  await connected();
  return hub.invoke("ShowEnd", project, number, shown);
}

async function openOne(entry) {
  const snapshot = await hub.invoke("OpenLog", entry.project, entry.number);
  for (const listener of entry.listeners) {
    listener.state("");
    listener.opened(snapshot);
  }
  if (!entry.end) await hub.invoke("ShowEnd", entry.project, entry.number, false);
  const sections = await hub.invoke("ReadSections", entry.project, entry.number);
  for (const listener of entry.listeners) listener.sections(sections);
}

function connected() {
  return (starting ??= start());
}

async function start() {
  hub = new HubConnectionBuilder()
    .withUrl("/hubs/runs")
    // For ever, with a pause of five seconds at most: a dashboard that starts again is found again.
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (retry) => Math.min(5000, retry.previousRetryCount * 1000) })
    .configureLogging(LogLevel.None)
    .build();
  const tell = (name) => (message) => {
    for (const listener of logs.get(keyOf(message.project, message.number))?.listeners ?? []) listener[name](message);
  };
  hub.on("log", tell("grown"));
  hub.on("sections", tell("sections"));
  hub.onreconnecting(() => tellAll("offline"));
  hub.onreconnected(reopenAll);
  hub.onclose(() => {
    starting = null;
    if (logs.size > 0) {
      tellAll("offline");
      setTimeout(retry, 2000);
    }
  });
  try {
    await hub.start();
  } catch (error) {
    starting = null;
    if (logs.size > 0) setTimeout(retry, 2000);
    throw error;
  }
}

async function retry() {
  if (starting || logs.size === 0) return;
  try {
    await connected();
    await reopenAll();
  } catch {
    // start() has set the next try.
  }
}

async function reopenAll() {
  for (const entry of logs.values()) {
    try {
      await openOne(entry);
    } catch (error) {
      for (const listener of entry.listeners) listener.state(messageOf(error));
    }
  }
}

function tellAll(state) {
  for (const entry of logs.values()) for (const listener of entry.listeners) listener.state(state);
}

// SignalR puts its own words before those of the server.
function messageOf(error) {
  return String(error?.message ?? error).replace(/^.*HubException: /s, "");
}
